package cashtide.intake.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A cell of an exported list. What is a number stays one; what is text can never become a formula. */
public sealed interface Cell {

    /** Words from anywhere, hostile ones among them. */
    record Text(String text) implements Cell {}

    /** A number with the decimals it has: an amount in its currency's, a count without. */
    record Figure(BigDecimal value) implements Cell {}

    /** A business date. */
    record Day(LocalDate day) implements Cell {}

    /** Nothing: not zero, not an empty text. */
    record Empty() implements Cell {}

    static Cell text(@Nullable String text) {
        return text == null ? new Empty() : new Text(text);
    }

    /** An amount in minor units, shown with the currency's decimals. */
    static Cell amount(long minor, int decimals) {
        return new Figure(BigDecimal.valueOf(minor, decimals));
    }

    static Cell count(long count) {
        return new Figure(BigDecimal.valueOf(count));
    }

    static Cell day(@Nullable LocalDate day) {
        return day == null ? new Empty() : new Day(day);
    }
}
