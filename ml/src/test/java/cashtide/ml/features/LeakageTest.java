package cashtide.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.facts.ApplicationFact;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.ContactFact;
import cashtide.ml.facts.CustomerHistory;
import cashtide.ml.facts.DisputeFact;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.facts.PromiseFact;
import cashtide.ml.fixture.InventedPayers;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LeakageTest {

    private static final LocalDate DAY = InventedPayers.FIRST_DAY.plusDays(200);

    @Test
    void factsAndMomentShiftedTogetherLeaveFeaturesUnchanged() {
        History now = InventedPayers.history(7, 12, 300);
        History later = InventedPayers.shifted(7, 12, 300, 28);
        Features before = features(now);
        Features after = features(later);
        AsOf then = AsOf.endOf(DAY, InventedPayers.ZONE);
        AsOf shifted = AsOf.endOf(DAY.plusYears(28), InventedPayers.ZONE);
        for (InvoiceFact invoice : now.openInvoices(then)) {
            InvoiceHistory same = later.invoice(invoice.invoiceKey());
            assertThat(same).isNotNull();
            assertThat(after.of(same.invoice(), shifted)).isEqualTo(before.of(invoice, then));
        }
        assertThat(now.openInvoices(then)).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsKnownAfterTheMomentChangesNoFeature() {
        History all = InventedPayers.history(8, 12, 300);
        AsOf asOf = AsOf.endOf(DAY, InventedPayers.ZONE);
        Features seesAll = features(all);
        Features seesPast = features(knownBefore(all, asOf));
        for (InvoiceFact invoice : all.openInvoices(asOf)) {
            assertThat(seesAll.of(invoice, asOf)).isEqualTo(seesPast.of(invoice, asOf));
            assertThat(seesAll.recentDelays(invoice, asOf)).isEqualTo(seesPast.recentDelays(invoice, asOf));
        }
    }

    @Test
    void aPlantedFutureChangesNoFeature() {
        History all = InventedPayers.history(8, 12, 300);
        AsOf asOf = AsOf.endOf(DAY, InventedPayers.ZONE);
        History.Builder planted = History.builder(all.tenant(), all.zone());
        all.customers().forEach(customer -> planted.customer(customer.customer()));
        for (InvoiceHistory one : all.invoices()) {
            planted.invoice(one.invoice());
            for (ApplicationFact application : one.applications()) {
                boolean future = !application.knownAt().isBefore(asOf.moment());
                planted.application(
                        future
                                ? new ApplicationFact(
                                        application.invoiceKey(),
                                        application.kind(),
                                        application.amount(),
                                        application.paidOn().plusDays(500),
                                        application.knownAt())
                                : application);
            }
        }
        Features honest = features(all);
        Features tempted = features(planted.build());
        for (InvoiceFact invoice : all.openInvoices(asOf)) {
            assertThat(tempted.of(invoice, asOf)).isEqualTo(honest.of(invoice, asOf));
        }
    }

    @Test
    void noFactSaysWhenItWasRecorded() {
        // What was stored later than it was known must not look like news: facts carry known_at alone.
        for (Class<?> fact : List.of(
                InvoiceFact.class, ApplicationFact.class, DisputeFact.class, PromiseFact.class, ContactFact.class)) {
            assertThat(Arrays.stream(fact.getRecordComponents())
                            .filter(component -> component.getType() == Instant.class)
                            .map(RecordComponent::getName))
                    .allMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("knownat"));
        }
    }

    @Test
    void aPaymentKnownOneDayLaterIsNotSeenOnTheDayBefore() {
        History all = InventedPayers.history(9, 1, 300);
        CustomerHistory customer = all.customers().iterator().next();
        InvoiceHistory paid = customer.invoices().stream()
                .filter(invoice -> invoice.settledOn() != null)
                .findFirst()
                .orElseThrow();
        ApplicationFact settlement = paid.settlement();
        assertThat(settlement).isNotNull();
        AsOf sameMoment = new AsOf(DAY, settlement.knownAt());
        AsOf justAfter = new AsOf(DAY, settlement.knownAt().plusNanos(1_000));
        Features features = features(all);
        assertThat(features.evidence(paid.invoice(), justAfter))
                .isEqualTo(features.evidence(paid.invoice(), sameMoment) + 1);
    }

    @Test
    void aBounceThatIsKnownLaterChangesNoFeatureAndOneThatIsKnownTakesThePaymentOutOfAll() {
        History all = bouncing(InventedPayers.history(8, 12, 300));
        AsOf asOf = AsOf.endOf(DAY, InventedPayers.ZONE);
        long taken = all.invoices().stream()
                .flatMap(invoice -> invoice.applications().stream())
                .filter(application -> application.endKnownAt() != null
                        && application.endKnownAt().isBefore(asOf.moment()))
                .count();
        assertThat(taken).isGreaterThan(50);
        Features seesAll = features(all);
        Features seesPast = features(knownBefore(all, asOf));
        assertThat(all.openInvoices(asOf))
                .hasSizeGreaterThan(20)
                .isEqualTo(knownBefore(all, asOf).openInvoices(asOf));
        for (InvoiceFact invoice : all.openInvoices(asOf)) {
            assertSame(seesAll.of(invoice, asOf), seesPast.of(invoice, asOf));
            assertThat(seesAll.recentDelays(invoice, asOf)).isEqualTo(seesPast.recentDelays(invoice, asOf));
            assertThat(seesAll.recentWeekdays(invoice, asOf)).isEqualTo(seesPast.recentWeekdays(invoice, asOf));
            assertThat(seesAll.evidence(invoice, asOf)).isEqualTo(seesPast.evidence(invoice, asOf));
        }
    }

    @Test
    void aPromiseThatIsReplacedLaterIsSeenUntilThen() {
        History all = InventedPayers.history(8, 12, 300);
        AsOf asOf = AsOf.endOf(DAY, InventedPayers.ZONE);
        InvoiceFact invoice = all.openInvoices(asOf).getFirst();
        int position = FeatureNames.DAYS_TO_PROMISE.position();
        assertThat(features(promised(all, invoice, DAY.plusDays(20))).of(invoice, asOf)[position])
                .isEqualTo(6);
        assertThat(features(promised(all, invoice, DAY.minusDays(1))).of(invoice, asOf)[position])
                .isNaN();
    }

    /** A promise of three days before the day for a week after it, replaced on a day. */
    private static History promised(History all, InvoiceFact invoice, LocalDate replaced) {
        return copy(all, application -> application)
                .promise(new PromiseFact(
                        invoice.invoiceKey(),
                        invoice.amount(),
                        DAY.minusDays(3),
                        DAY.plusDays(7),
                        AsOf.knownDuring(DAY.minusDays(3), InventedPayers.ZONE),
                        AsOf.knownDuring(replaced, InventedPayers.ZONE)))
                .build();
    }

    /** Every third payment bounces after three weeks, and half of these come again. */
    private static History bouncing(History all) {
        History.Builder bouncing = copy(all, application -> {
            boolean bounces = application.invoiceKey().hashCode() % 3 == 0;
            return new ApplicationFact(
                    application.invoiceKey(),
                    application.kind(),
                    application.amount(),
                    application.paidOn(),
                    application.knownAt(),
                    bounces ? application.knownAt().plus(21, ChronoUnit.DAYS) : null);
        });
        for (InvoiceHistory one : all.invoices()) {
            ApplicationFact paid = one.settlement();
            if (paid != null && one.invoice().invoiceKey().hashCode() % 6 == 0) {
                bouncing.application(new ApplicationFact(
                        paid.invoiceKey(),
                        paid.kind(),
                        one.invoice().amount(),
                        paid.paidOn().plusDays(30),
                        paid.knownAt().plus(30, ChronoUnit.DAYS)));
            }
        }
        return bouncing.build();
    }

    private static History.Builder copy(History all, UnaryOperator<ApplicationFact> change) {
        History.Builder copy = History.builder(all.tenant(), all.zone());
        all.customers().forEach(customer -> copy.customer(customer.customer()));
        for (InvoiceHistory one : all.invoices()) {
            copy.invoice(one.invoice());
            one.applications().forEach(application -> copy.application(change.apply(application)));
        }
        return copy;
    }

    /** To a billionth: what is added and taken away again leaves rounding behind. */
    private static void assertSame(double[] one, double[] other) {
        for (FeatureNames feature : FeatureNames.values()) {
            double difference = one[feature.position()] - other[feature.position()];
            boolean bothUnknown = Double.isNaN(one[feature.position()]) && Double.isNaN(other[feature.position()]);
            assertThat(bothUnknown || Math.abs(difference) < 1e-9)
                    .as("%s: %s and %s", feature, one[feature.position()], other[feature.position()])
                    .isTrue();
        }
    }

    private static Features features(History history) {
        return new Features(new TenantIndex(history, PaymentCalendars.MONDAY_TO_FRIDAY));
    }

    /** The same facts, with what became known later cut away, and what was known to be taken back as well. */
    static History knownBefore(History all, AsOf asOf) {
        History.Builder past = History.builder(all.tenant(), all.zone());
        all.customers().forEach(customer -> past.customer(customer.customer()));
        for (InvoiceHistory invoice : all.invoices()) {
            if (invoice.knownAt(asOf)) {
                past.invoice(invoice.invoice());
                invoice.applications().stream()
                        .filter(application -> application.standsAt(asOf))
                        .map(application -> new ApplicationFact(
                                application.invoiceKey(),
                                application.kind(),
                                application.amount(),
                                application.paidOn(),
                                application.knownAt()))
                        .forEach(past::application);
            }
        }
        return past.build();
    }
}
