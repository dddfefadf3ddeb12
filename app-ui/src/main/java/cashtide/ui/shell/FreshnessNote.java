package cashtide.ui.shell;

import cashtide.dataplane.DataPlane;
import cashtide.dataplane.Freshness;
import cashtide.tenant.Actor;
import cashtide.ui.component.Icon;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Two lines at the foot of the drawer: how old scores and forecast are, and how far the lake is behind. */
final class FreshnessNote extends Div {

    private static final long serialVersionUID = 1L;
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final int ASK_EVERY_MILLIS = 15_000;

    private final transient DataPlane dataPlane;
    private final transient InstantSource clock;
    private final Actor actor;
    private final ZoneId zone;
    private final Span scores = new Span();
    private final Span lake = new Span();

    FreshnessNote(DataPlane dataPlane, InstantSource clock, Actor actor, ZoneId zone) {
        this.clock = clock;
        this.dataPlane = dataPlane;
        this.actor = actor;
        this.zone = zone;
        addClassName("ct-fresh");
        add(Icon.PULSE.draw(), new Div(scores, lake));
        refresh();
        Ticker.every(this, ASK_EVERY_MILLIS, this::refresh);
    }

    private void refresh() {
        Freshness now = dataPlane.freshness(actor);
        Instant scored = now.scoredAt();
        scores.setText(scored == null ? "No scores yet" : "Scores and forecast as of " + time(scored));
        Duration behind = behind(now);
        lake.setText(behind == null ? "Lake not reported yet" : "Lake " + words(behind) + " behind");
        setClassName("ct-late", behind == null || behind.compareTo(LATE) > 0);
    }

    private static @Nullable Duration behind(Freshness freshness) {
        Instant until = freshness.publishedUntil();
        Instant reported = freshness.reportedAt();
        return until == null || reported == null ? null : Duration.between(until, reported);
    }

    private String time(Instant instant) {
        boolean today = LocalDate.ofInstant(instant, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        String pattern = today ? "HH:mm" : "d MMM HH:mm";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(zone)
                .format(instant);
    }

    private static String words(Duration behind) {
        long seconds = Math.max(0, behind.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
