package cashtide.forecast;

import cashtide.contract.ScoreRow;
import cashtide.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of cash in one currency, as it was made on a day, beside what came before it and what has come true since.
 *
 * @param scenario which cash it is about
 * @param asOf the day it was made for: its first week begins the day after
 * @param model version of the model, or the name of the baseline that is shown in its place
 * @param rehearsed made afterwards, by a model that knew only what was known by {@code asOf}; so that a tenant that brings
 *     its history sees from the first day how good forecasts would have been
 * @param previousAsOf the day of the forecast before it, null for the first one
 * @param past weeks before it, the oldest first
 * @param weeks its own weeks
 * @param horizons the sums of the next 7, 30 and 90 days
 */
public record Forecast(
        UUID runId,
        LocalDate asOf,
        String currency,
        Scenario scenario,
        String model,
        boolean baselineShown,
        boolean rehearsed,
        Instant completedAt,
        @Nullable LocalDate previousAsOf,
        List<PastWeek> past,
        List<Week> weeks,
        List<Horizon> horizons) {

    public Forecast {
        past = List.copyOf(past);
        weeks = List.copyOf(weeks);
        horizons = List.copyOf(horizons);
    }

    /** Whether it goes by due dates alone, as no model has been trained yet. */
    public boolean beforeAnyModel() {
        return model.equals(ScoreRow.UNTRAINED);
    }

    /** Which cash is looked at. */
    public enum Scenario {
        /** All of it: what is invoiced, and what is expected to be invoiced and paid within the weeks. */
        ALL,
        /** Of what is invoiced already, as if nothing were sold any more. */
        INVOICED
    }

    /** Ten, fifty and ninety chances in a hundred that no more than this comes in; minor units. */
    public record Quantiles(long p10Minor, long p50Minor, long p90Minor) {}

    /**
     * A week that is over.
     *
     * @param actualMinor payments received in it, those that bounced later among them
     * @param madeOneWeekBefore what was forecast for it a week before its end, null where no forecast was made that day
     */
    public record PastWeek(
            LocalDate start,
            long actualMinor,
            @Nullable Quantiles madeOneWeekBefore,
            @Nullable Quantiles madeFourWeeksBefore) {}

    /**
     * A week ahead of the forecast's day.
     *
     * @param actualMinor what came in, once the week is over; null before
     * @param previousP50Minor P50 of the forecast made a week earlier, null where there is none
     */
    public record Week(
            LocalDate start,
            Quantiles cash,
            long promisedMinor,
            long openItemsMinor,
            long disputedMinor,
            long newBusinessMinor,
            @Nullable Long actualMinor,
            @Nullable Long previousP50Minor) {}

    /**
     * The next so many days.
     *
     * @param until the last of them
     * @param change P50 less that of the forecast before it, for as many days from its own day on; null without one
     */
    public record Horizon(
            int days,
            LocalDate until,
            Quantiles cash,
            @Nullable Change change) {}

    /** By how much a P50 changed, by what it consists of. */
    public record Change(long openItemsMinor, long promisedMinor, long disputedMinor, long newBusinessMinor) {
        public long minor() {
            return openItemsMinor + promisedMinor + disputedMinor + newBusinessMinor;
        }
    }

    public Money money(long minor) {
        return Money.of(minor, currency);
    }
}
