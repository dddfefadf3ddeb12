package cashtide.ui.operations;

import cashtide.dataplane.Freshness;
import cashtide.ui.shell.Texts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Three figures: how far raw, the tenant's tables and the scores are. */
final class FreshnessCards extends Div {

    private static final long serialVersionUID = 1L;

    private final Figure raw = new Figure("Raw lake");
    private final Figure tables = new Figure("Published tables");
    private final Figure scores = new Figure("Scores and forecast");
    private final ZoneId zone;

    FreshnessCards(ZoneId zone) {
        this.zone = zone;
        addClassName("ct-figures");
        add(raw, tables, scores);
    }

    void show(Freshness freshness) {
        raw.show(behind(freshness.ingestedUntil(), freshness.reportedAt()), until(freshness.ingestedUntil()));
        tables.show(behind(freshness.publishedUntil(), freshness.reportedAt()), until(freshness.publishedUntil()));
        Instant scored = freshness.scoredAt();
        scores.show(
                scored == null ? "Not yet" : Texts.moment(scored, zone),
                scored == null
                        ? "The worklist ranks by the baseline until the first scores come"
                        : "last completed run");
    }

    private static String behind(@Nullable Instant until, @Nullable Instant reported) {
        if (until == null || reported == null) {
            return "Not yet";
        }
        long seconds = Math.max(0, Duration.between(until, reported).toSeconds());
        return seconds < 120 ? seconds + " s behind" : Texts.count(seconds / 60) + " min behind";
    }

    private String until(@Nullable Instant until) {
        return until == null ? "The worker has not reported" : "every change until " + Texts.moment(until, zone);
    }

    /** A label, a figure, a grey line. */
    private static final class Figure extends Div {

        private static final long serialVersionUID = 1L;

        private final Span value = new Span();
        private final Span note = new Span();

        Figure(String label) {
            addClassName("ct-figure");
            Span title = new Span(label);
            title.addClassName("ct-figure-label");
            value.addClassName("ct-figure-value");
            note.addClassName("ct-figure-note");
            add(title, value, note);
        }

        void show(String figure, String explanation) {
            value.setText(figure);
            note.setText(explanation);
        }
    }
}
