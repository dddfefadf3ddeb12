package cashtide.intake;

import java.util.Map;

/**
 * How the files are written, where that is not self-evident.
 *
 * @param delimiter between fields
 * @param decimalSign of amounts: {@code .} or {@code ,}
 * @param dates order and signs of dates
 * @param renamed per file, headers found there to the column they stand for
 */
public record ImportFormat(
        char delimiter, char decimalSign, DateOrder dates, Map<ImportFile, Map<String, String>> renamed) {

    /** Ways to write a date. */
    public enum DateOrder {
        /** 2026-11-30 */
        ISO("2026-11-30"),
        /** 30.11.2026 or 30/11/2026 */
        DAY_MONTH_YEAR("30.11.2026"),
        /** 11/30/2026 */
        MONTH_DAY_YEAR("11/30/2026");

        private final String example;

        DateOrder(String example) {
            this.example = example;
        }

        /** The last of November 2026 written so. */
        public String example() {
            return example;
        }
    }

    /** Commas between fields, a decimal point, ISO dates, no renamed columns. */
    public static final ImportFormat STANDARD = new ImportFormat(',', '.', DateOrder.ISO, Map.of());

    public ImportFormat {
        renamed = Map.copyOf(renamed);
        if (decimalSign != '.' && decimalSign != ',') {
            throw new IllegalArgumentException("decimalSign: point or comma, not " + decimalSign);
        }
        if (delimiter == decimalSign && delimiter != ',') {
            throw new IllegalArgumentException("delimiter: " + delimiter + " is the decimal sign");
        }
        if ("\"\n\r".indexOf(delimiter) >= 0) {
            throw new IllegalArgumentException("delimiter: must not be a quote or a line end");
        }
    }

    /** The sign between groups of three digits: the other one of point and comma. */
    public char groupingSign() {
        return decimalSign == '.' ? ',' : '.';
    }

    String columnFor(ImportFile file, String header) {
        return renamed.getOrDefault(file, Map.of()).getOrDefault(header, header);
    }
}
