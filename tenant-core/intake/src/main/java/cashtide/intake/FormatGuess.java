package cashtide.intake;

import cashtide.intake.ImportFormat.DateOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses from the first rows how amounts and dates are written; each value that can be read in one way only is a vote. */
final class FormatGuess {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final Set<String> AMOUNTS = Set.of("amount", "tax");
    private static final Set<String> DAYS = Set.of("invoice_date", "due_date", "received_date", "disputed");
    private static final Pattern COMMA_IS_DECIMAL =
            Pattern.compile("[^,]*,\\d{1,2}|[^,]*\\.\\d{3},\\d+|.*\\.\\d{3}\\.\\d{3}.*");
    private static final Pattern POINT_IS_DECIMAL =
            Pattern.compile("[^.]*\\.\\d{1,2}|[^.]*,\\d{3}\\.\\d+|.*,\\d{3},\\d{3}.*");
    private static final Pattern SEPARATED = Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})[./-]\\d{4}");

    private int commas;
    private int points;
    private int iso;
    private int dayFirst;
    private int monthFirst;

    /** The sign that parts the header lines into most fields. */
    static char delimiter(Collection<String> samples) {
        char best = ',';
        long most = 0;
        for (char candidate : DELIMITERS) {
            long count = samples.stream()
                    .mapToLong(sample -> sample.lines()
                            .limit(1)
                            .flatMapToInt(String::chars)
                            .filter(c -> c == candidate)
                            .count())
                    .sum();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    void learn(List<String> header, Map<String, String> columns, List<String> row) {
        for (int i = 0; i < Math.min(header.size(), row.size()); i++) {
            String column = columns.getOrDefault(header.get(i), "");
            if (AMOUNTS.contains(column)) {
                learnAmount(row.get(i));
            } else if (DAYS.contains(column)) {
                learnDay(row.get(i));
            }
        }
    }

    private void learnAmount(String text) {
        boolean comma = COMMA_IS_DECIMAL.matcher(text).matches();
        boolean point = POINT_IS_DECIMAL.matcher(text).matches();
        commas += comma && !point ? 1 : 0;
        points += point && !comma ? 1 : 0;
    }

    private void learnDay(String text) {
        Matcher separated = SEPARATED.matcher(text);
        if (separated.matches()) {
            int first = Integer.parseInt(separated.group(1));
            int second = Integer.parseInt(separated.group(3));
            dayFirst += first > 12 || separated.group(2).equals(".") ? 1 : 0;
            monthFirst += second > 12 ? 1 : 0;
        } else if (text.length() > 4 && text.charAt(4) == '-') {
            iso++;
        }
    }

    char decimalSign() {
        return commas > points ? ',' : '.';
    }

    /** Without a vote, the day comes first wherever the year comes last, as in most countries. */
    DateOrder dates() {
        if (iso > 0 || dayFirst + monthFirst == 0) {
            return iso >= dayFirst + monthFirst ? DateOrder.ISO : order();
        }
        return order();
    }

    private DateOrder order() {
        return monthFirst > dayFirst ? DateOrder.MONTH_DAY_YEAR : DateOrder.DAY_MONTH_YEAR;
    }
}
