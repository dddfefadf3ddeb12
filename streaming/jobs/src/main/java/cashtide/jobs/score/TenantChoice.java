package cashtide.jobs.score;

import cashtide.jobs.registry.Duel;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Window;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant gets beside the pooled model: a calibration of its own, a model of its own, both or neither; each only where
 * it did better on weeks that it has not learned from. See ADR 0054.
 *
 * @param why in words for the tenant, of what it is compared with
 * @param own rehearsal of a model that is to be trained on the tenant alone; null where the pooled one serves it
 * @param calibration in the place of the pooled one's; null where that is as good
 */
record TenantChoice(
        String why, @Nullable RiskModel own, @Nullable Calibration calibration) {

    /**
     * From so many invoices on an own model is tried: a third are held back, which are the 1,500 that a window needs to
     * teach more than luck, and twice as many are left to learn from.
     */
    static final int OWN_ROWS_MIN = 4_500;

    private static final int WEEKS_MAX = 8;
    /** Weeks at the end on which a calibration is judged that was fitted on what was known before them. */
    private static final int CALIBRATION_WEEKS = 4;

    /**
     * Compares by rehearsals, on the weeks before the cut.
     *
     * @param pooled the model of all tenants, with its rehearsal
     */
    static TenantChoice of(RiskTrainer trainer, RiskModel pooled, History tenant, LocalDate cutDay, long seed) {
        RiskModel rehearsal = pooled.rehearsal();
        if (rehearsal == null) {
            return new TenantChoice(
                    "It is the model of all companies: there is too little history to compare.", null, null);
        }
        AsOf cut = AsOf.endOf(cutDay, tenant.zone());
        Calibrated calibrated = calibrated(trainer, rehearsal, tenant, cutDay, seed);
        int rows = trainer.mature(tenant, cut);
        if (rows < OWN_ROWS_MIN) {
            String why = String.format(
                    Locale.ROOT,
                    "It is the model of all companies: this one has %,d invoices to learn from, and a model of its own is"
                            + " tried from %,d on.",
                    rows,
                    OWN_ROWS_MIN);
            return new TenantChoice(why + calibrated.why(), null, calibrated.calibration());
        }
        RiskModel own = trainer.rehearse(List.of(tenant), cut);
        if (own == null) {
            return new TenantChoice(
                    "It is the model of all companies." + calibrated.why(), null, calibrated.calibration());
        }
        LocalDate from = later(day(rehearsal, tenant), day(own, tenant));
        Window window = Window.of(tenant, from, cutDay, WEEKS_MAX, seed);
        Duel duel = window.duel(own, rehearsal);
        // The own rehearsal's calibration was fitted in these weeks on this tenant, which is no merit of its trees:
        // the pooled ones get one that was fitted on the same.
        Calibration same = trainer.calibration(rehearsal, tenant, cut);
        Duel level = same == null ? duel : window.duel(own, rehearsal.with(same));
        if (duel.won() && level.won()) {
            return new TenantChoice(
                    "It is an own model of this company: " + since(window) + "its error was "
                            + Registry.compared(duel.error(), duel.other()) + " that of the model of all companies.",
                    own,
                    calibrated.calibration());
        }
        String why = duel.decided() == 0
                ? "no week is over on which an own one could be compared"
                : since(window) + "the error of an own one was " + Registry.compared(duel.error(), duel.other())
                        + " its error"
                        + (duel.error() < duel.other() ? ", which chance or a calibration gives too" : "");
        return new TenantChoice(
                "It is the model of all companies: " + why + "." + calibrated.why(), null, calibrated.calibration());
    }

    /** @param why with a space before it, to follow another sentence */
    private record Calibrated(@Nullable Calibration calibration, String why) {}

    /** Fitted before the last weeks and judged on them; the one that is kept is then fitted on all. */
    private static Calibrated calibrated(
            RiskTrainer trainer, RiskModel rehearsal, History tenant, LocalDate cutDay, long seed) {
        LocalDate split = cutDay.minusDays(7L * CALIBRATION_WEEKS);
        if (split.isBefore(day(rehearsal, tenant))) {
            return new Calibrated(null, "");
        }
        Calibration earlier = trainer.calibration(rehearsal, tenant, AsOf.endOf(split, tenant.zone()));
        if (earlier == null) {
            return new Calibrated(null, "");
        }
        Window window = Window.of(tenant, split, cutDay, CALIBRATION_WEEKS, seed);
        Duel duel = window.duel(rehearsal.with(earlier), rehearsal);
        Calibration all = duel.won() ? trainer.calibration(rehearsal, tenant, AsOf.endOf(cutDay, tenant.zone())) : null;
        return all == null
                ? new Calibrated(null, "")
                : new Calibrated(
                        all,
                        " It is calibrated on this company: " + since(window) + "the error so was "
                                + Registry.compared(duel.error(), duel.other()) + " that without.");
    }

    private static String since(Window window) {
        return "in the weeks from " + window.days().getFirst().plusDays(1) + " on ";
    }

    private static LocalDate day(RiskModel rehearsal, History tenant) {
        return LocalDate.ofInstant(rehearsal.cut(), tenant.zone());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
