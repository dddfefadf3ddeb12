package cashtide.jobs.backtest;

import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One backtest from folder to figures. */
public final class BacktestRun {

    private BacktestRun() {}

    /** Fails with IllegalArgumentException and a sentence when the folder can't be used. */
    public static void run(Arguments arguments, PrintStream out) {
        ImportFacts.Read read = ImportFacts.read(arguments.folder());
        History history = read.history();
        AsOf cut = AsOf.endOf(arguments.cut(), history.zone());
        out.printf(
                Locale.ROOT,
                "%,d invoices of %,d customers, events until %s; %,d credit notes and %,d payments on account left out%n",
                history.invoices().size(),
                history.customers().size(),
                read.lastDay(),
                read.creditNotes(),
                read.paymentsOnAccount());
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(arguments.seed())).train(List.of(history), cut);
        RiskBacktest risk = RiskBacktest.run(model, history, arguments.cut(), read.lastDay());
        CashForecaster forecaster = CashForecaster.fit(model, history, cut, CashOptions.withSeed(arguments.seed()));
        CashBacktest cash = CashBacktest.run(forecaster, history, arguments.cut(), read.lastDay());
        Path predictions = arguments.predictions();
        if (predictions != null) {
            CsvOutput.predictions(predictions, risk.invoices(), risk.scores());
        }
        Path cashFile = arguments.cash();
        if (cashFile != null) {
            CsvOutput.cash(cashFile, cash.lines());
        }
        String report = Report.of(arguments.cut(), model, risk, forecaster, cash, cut);
        out.println();
        out.print(report);
        Path reportFile = arguments.report();
        if (reportFile != null) {
            try {
                Files.writeString(reportFile, report);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + reportFile, e);
            }
        }
    }
}
