package cashtide.ui.models;

import cashtide.contract.ScoreRow;
import cashtide.ui.component.Figures;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the data plane wrote, as people say it: a model by the day up to which it learned and the time it was trained, days
 * with their month in letters. The version itself is in the table of models, to be looked up in the lake.
 */
public final class ModelWords {

    /** By how their names begin, the longer beginnings first. */
    private static final Map<String, String> FEATURES = features();

    private static final Pattern VERSION =
            Pattern.compile("(^|\\. )?\\b(?:pooled|own)-(\\d{4}-\\d{2}-\\d{2})-(\\d{8}T\\d{6})\\d{3}\\b");
    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final DateTimeFormatter TRAINED = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private ModelWords() {}

    public static String of(String text, ZoneId zone) {
        String named = VERSION.matcher(text).replaceAll(version -> model(version, zone));
        return DAY.matcher(named).replaceAll(day -> Figures.date(LocalDate.parse(day.group())));
    }

    /**
     * What the scores of a company come from of which no invoice is settled, so that no model was trained for it.
     *
     * @param model as the last run names it: nothing learned, a model of other companies, or its naive baseline
     */
    static String beforeTheFirst(String model) {
        String from = model.equals(ScoreRow.UNTRAINED)
                ? "Scores and forecasts go by due dates, with wide intervals."
                : VERSION.matcher(model).matches()
                        ? "Scores and forecasts come from " + model + ", which learned from other companies' invoices."
                        : "Scores and forecasts come from the naive baseline, the " + model + ".";
        return from + " None of your invoices was settled when they were made, so nothing is known yet of how your"
                + " customers pay. A model of your own history is trained once some are.";
    }

    private static String model(MatchResult version, ZoneId zone) {
        LocalDate until = LocalDate.parse(version.group(2));
        LocalDateTime trained = LocalDateTime.parse(version.group(3), TRAINED)
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(zone)
                .toLocalDateTime();
        String time = TIME.format(trained);
        String sentenceBefore = version.group(1);
        return (sentenceBefore == null ? "the" : sentenceBefore + "The") + " model of " + Figures.date(until)
                + (trained.toLocalDate().equals(until)
                        ? " " + time
                        : " (trained " + Figures.date(trained.toLocalDate()) + " " + time + ")");
    }

    private static Map<String, String> features() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("due_late_ratio", "how often customers pay late");
        groups.put("late_", "how often customers pay late");
        groups.put("alike_", "how late customers of the same kind pay");
        groups.put("segment_", "how late customers of the same segment pay");
        groups.put("terms_late", "how late customers on the same terms pay");
        groups.put("terms_delay", "how late customers on the same terms pay");
        groups.put("due_delay", "how late customers pay");
        groups.put("delay_", "how late customers pay");
        groups.put("terms_days", "terms of payment");
        groups.put("payment_days", "terms of payment");
        groups.put("amount_", "size of invoices");
        groups.put("due_", "days on which invoices are due");
        groups.put("issue_", "days on which invoices are issued");
        groups.put("open_", "what is open and overdue");
        groups.put("overdue_", "what is open and overdue");
        groups.put("oldest_", "what is open and overdue");
        groups.put("on_due_day", "customers' payment days");
        groups.put("run_", "customers' payment days");
        groups.put("month_end", "customers' payment days");
        groups.put("invoices_per_payment", "customers' payment days");
        groups.put("days_since", "how often customers buy and pay");
        groups.put("settled_count", "how many invoices customers have paid");
        return groups;
    }

    /** What a feature of a model is about; a page for people who pay no heed to how it is reckoned needs no more. */
    static String feature(String name) {
        return FEATURES.entrySet().stream()
                .filter(group -> name.startsWith(group.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name.replace('_', ' '));
    }
}
