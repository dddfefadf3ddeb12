package cashtide.ml.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One invoice with everything that happened to it, applications in the order in which they became known. */
public record InvoiceHistory(
        InvoiceFact invoice,
        List<ApplicationFact> applications,
        List<DisputeFact> disputes,
        List<PromiseFact> promises) {

    /** An invoice counts as settled when less than this share of it is open: bank fees and rounding stay behind. */
    static final double SETTLED_TOLERANCE_SHARE = 0.005;

    public InvoiceHistory {
        applications = List.copyOf(applications);
        disputes = List.copyOf(disputes);
        promises = List.copyOf(promises);
    }

    /** Whether the invoice itself was known before the moment. */
    public boolean knownAt(AsOf asOf) {
        return invoice.knownAt().isBefore(asOf.moment());
    }

    /** The amount still open with what was known before the moment; never below zero. */
    public double residualAt(AsOf asOf) {
        double open = invoice.amount();
        for (ApplicationFact application : applications) {
            if (application.standsAt(asOf)) {
                open -= application.amount();
            }
        }
        return open <= invoice.amount() * SETTLED_TOLERANCE_SHARE ? 0 : open;
    }

    /** Whether the invoice was known and not settled. */
    public boolean openAt(AsOf asOf) {
        return knownAt(asOf) && residualAt(asOf) > 0;
    }

    /** The latest of its disputes that was open at the moment, or null. */
    public @Nullable DisputeFact openDispute(AsOf asOf) {
        return disputes.stream()
                .filter(dispute -> dispute.openAt(asOf))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The latest of its promises that stood at the moment, or null. */
    public @Nullable PromiseFact standingPromise(AsOf asOf) {
        return promises.stream()
                .filter(promise -> promise.standsAt(asOf))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The application that settled the invoice for good, or null while part of it is open. */
    public @Nullable ApplicationFact settlement() {
        return settledBy(application -> application.endKnownAt() == null);
    }

    /** The day on which the invoice was settled for good, or null. */
    public @Nullable LocalDate settledOn() {
        ApplicationFact settlement = settlement();
        return settlement == null ? null : settlement.paidOn();
    }

    /** The times in which it counted as settled, one after the other; several when payments were taken back. */
    public List<Settlement> settlements() {
        if (applications.stream().allMatch(application -> application.endKnownAt() == null)) {
            ApplicationFact settlement = settlement();
            return settlement == null
                    ? List.of()
                    : List.of(new Settlement(settlement.paidOn(), settlement.knownAt(), null));
        }
        TreeSet<Instant> changes = new TreeSet<>();
        for (ApplicationFact application : applications) {
            changes.add(application.knownAt());
            if (application.endKnownAt() != null) {
                changes.add(application.endKnownAt());
            }
        }
        List<Settlement> settlements = new ArrayList<>();
        ApplicationFact by = null;
        Instant since = Instant.MIN;
        for (Instant change : changes) {
            Instant after = change.plusNanos(1);
            ApplicationFact now =
                    settledBy(application -> Known.between(application.knownAt(), application.endKnownAt(), after));
            if (Objects.equals(by, now)) {
                continue;
            }
            if (by != null) {
                settlements.add(new Settlement(by.paidOn(), since, change));
            }
            by = now;
            since = change;
        }
        if (by != null) {
            settlements.add(new Settlement(by.paidOn(), since, null));
        }
        return settlements;
    }

    private @Nullable ApplicationFact settledBy(Predicate<ApplicationFact> counts) {
        double open = invoice.amount();
        for (ApplicationFact application : applications) {
            if (counts.test(application)) {
                open -= application.amount();
                if (open <= invoice.amount() * SETTLED_TOLERANCE_SHARE) {
                    return application;
                }
            }
        }
        return null;
    }
}
