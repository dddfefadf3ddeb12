package cashtide.jobs.backtest;

import cashtide.ml.cash.CashForecaster;
import cashtide.ml.cash.CashOptions;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Backtests from folder to figures. */
public final class BacktestRun {

    private BacktestRun() {}

    /** What was judged at one cut. */
    record AtCut(
            LocalDate cut,
            AsOf asOf,
            RiskModel model,
            RiskBacktest risk,
            CashForecaster forecaster,
            CashBacktest cash) {}

    /** Fails with IllegalArgumentException and a sentence when the folder can't be used. */
    public static void run(Arguments arguments, PrintStream out) {
        ImportFacts.Read read = ImportFacts.read(arguments.folder());
        History history = read.history();
        String facts = String.format(
                Locale.ROOT,
                "%,d invoices of %,d customers, events until %s; %,d credit notes and %,d payments on account left out",
                history.invoices().size(),
                history.customers().size(),
                read.lastDay(),
                read.creditNotes(),
                read.paymentsOnAccount());
        out.println(facts);
        arguments.cuts().forEach(cut -> check(read, cut));
        List<AtCut> judged = new ArrayList<>();
        for (LocalDate cut : arguments.cuts()) {
            AtCut atCut = judge(read, cut, arguments.seed());
            out.println();
            out.print(Report.of(atCut));
            judged.add(atCut);
        }
        Path predictions = arguments.predictions();
        if (predictions != null) {
            RiskBacktest risk = judged.getFirst().risk();
            CsvOutput.predictions(predictions, risk.invoices(), risk.scores());
        }
        Path cash = arguments.cash();
        if (cash != null) {
            CsvOutput.cash(cash, judged.getFirst().cash().lines());
        }
        Path report = arguments.report();
        if (report != null) {
            ModelDocument.write(report, facts, judged);
        }
    }

    /** A cut needs something before it to learn from, and something after it to judge. */
    private static void check(ImportFacts.Read read, LocalDate cut) {
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (InvoiceHistory invoice : read.history().invoices()) {
            LocalDate day = invoice.invoice().invoiceDate();
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
        }
        if (cut.isBefore(first)) {
            throw new IllegalArgumentException(
                    "--cut " + cut + " is before the first invoice, of " + first + ": there is nothing to learn from");
        }
        if (!last.isAfter(cut) && cut.plusWeeks(CashBacktest.WEEKS).isAfter(read.lastDay())) {
            throw new IllegalArgumentException("--cut " + cut + " is too late: the last invoice is of " + last
                    + ", and what happened ends on " + read.lastDay() + ", so there is nothing to judge");
        }
    }

    private static AtCut judge(ImportFacts.Read read, LocalDate day, long seed) {
        History history = read.history();
        AsOf cut = AsOf.endOf(day, history.zone());
        RiskModel model = new RiskTrainer(TrainingOptions.withSeed(seed)).train(List.of(history), cut);
        RiskBacktest risk = RiskBacktest.run(model, history, day, read.lastDay());
        CashForecaster forecaster = CashForecaster.fit(model, history, cut, CashOptions.withSeed(seed));
        CashBacktest cash = CashBacktest.run(forecaster, history, day, read.lastDay());
        return new AtCut(day, cut, model, risk, forecaster, cash);
    }
}
