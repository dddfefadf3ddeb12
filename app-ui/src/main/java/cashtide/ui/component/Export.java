package cashtide.ui.component;

import cashtide.intake.export.Cell;
import cashtide.intake.export.CsvExport;
import cashtide.intake.export.XlsxExport;
import cashtide.money.Money;
import cashtide.tenant.TenantTx;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list as it leaves the product: all rows that match its filter, not only those in sight.
 *
 * @param list its name in words, such as {@code open items}
 * @param asOf the day it is told for
 * @param rows all of them, read within the transaction as they are asked for
 */
public record Export<T>(String list, LocalDate asOf, List<Column<T>> columns, Function<TenantTx, Stream<T>> rows) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** A column: its header, and the cell of a row. */
    public record Column<T>(String header, Function<T, Cell> cell) {}

    /** The kinds of files. */
    public enum Format {
        CSV("csv", "text/csv;charset=UTF-8"),
        XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String extension;
        private final String mediaType;

        Format(String extension, String mediaType) {
            this.extension = extension;
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    public Export {
        columns = List.copyOf(columns);
    }

    public static <T> Column<T> text(String header, Function<T, @Nullable String> value) {
        return new Column<>(header, row -> Cell.text(value.apply(row)));
    }

    /** An amount with its currency's decimals; the currency has a column of its own. */
    public static <T> Column<T> money(String header, Function<T, Money> value) {
        return new Column<>(header, row -> {
            Money money = value.apply(row);
            return Cell.amount(money.minor(), money.currency().getDefaultFractionDigits());
        });
    }

    public static <T> Column<T> currency(Function<T, Money> value) {
        return text("Currency", row -> value.apply(row).currency().getCurrencyCode());
    }

    public static <T> Column<T> day(String header, Function<T, @Nullable LocalDate> value) {
        return new Column<>(header, row -> Cell.day(value.apply(row)));
    }

    /** A moment on the clock of a zone, which the header names: {@code 2026-11-22 06:00:12}. */
    public static <T> Column<T> moment(String header, ZoneId zone, Function<T, @Nullable Instant> value) {
        return text(header + " (" + zone.getId() + ")", row -> {
            Instant instant = value.apply(row);
            return instant == null ? null : MOMENT.withZone(zone).format(instant);
        });
    }

    public static <T> Column<T> count(String header, Function<T, @Nullable Number> value) {
        return new Column<>(header, row -> {
            Number number = value.apply(row);
            return number == null ? Cell.text(null) : Cell.count(number.longValue());
        });
    }

    /** A probability as a number from 0 to 1 with four decimals. */
    public static <T> Column<T> probability(String header, Function<T, @Nullable Double> value) {
        return new Column<>(header, row -> {
            Double p = value.apply(row);
            return p == null ? Cell.text(null) : Cell.amount(Math.round(p * 10_000), 4);
        });
    }

    /** {@code open-items_acme_2026-11-22.csv}. */
    public String fileName(String tenant, Format format) {
        return list.replace(' ', '-') + "_" + tenant + "_" + asOf + "." + format.extension;
    }

    /** Writes header and rows, and leaves the stream open. */
    public void write(TenantTx tx, Format format, OutputStream out) {
        try (Stream<T> all = rows.apply(tx)) {
            List<String> header = columns.stream().map(Column::header).toList();
            Iterator<List<Cell>> cells = all.map(this::cells).iterator();
            switch (format) {
                case CSV -> CsvExport.write(out, header, cells);
                case XLSX -> XlsxExport.write(out, list + " " + asOf, header, cells);
            }
        }
    }

    private List<Cell> cells(T row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }
}
