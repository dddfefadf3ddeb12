package cashtide.jobs.backtest;

import cashtide.ml.cash.CashCell;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.risk.RiskScore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The two files that a backtest writes. The same facts and seed give the same bytes. */
final class CsvOutput {

    private CsvOutput() {}

    static void predictions(Path file, List<InvoiceFact> invoices, List<RiskScore> scores) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("invoice_number,p_late,p_late30,p10_date,p50_date,p90_date\n");
            for (int i = 0; i < scores.size(); i++) {
                RiskScore score = scores.get(i);
                out.write(String.format(
                        Locale.ROOT,
                        "%s,%.6f,%.6f,%s,%s,%s\n",
                        quoted(invoices.get(i).number()),
                        score.pLate(),
                        score.pLate30(),
                        score.p10(),
                        score.p50(),
                        score.p90()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void cash(Path file, List<CashBacktest.Line> lines) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("as_of,week_start,currency,p10,p50,p90\n");
            for (CashBacktest.Line line : lines) {
                CashCell cell = line.cell();
                out.write(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%.2f,%.2f,%.2f\n",
                        line.asOf(),
                        cell.from(),
                        cell.currency(),
                        cell.p10(),
                        cell.p50(),
                        cell.p90()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
