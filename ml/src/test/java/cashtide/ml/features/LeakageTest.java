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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private static Features features(History history) {
        return new Features(new TenantIndex(history, PaymentCalendar.MONDAY_TO_FRIDAY));
    }

    /** The same facts, with what became known later cut away. */
    static History knownBefore(History all, AsOf asOf) {
        History.Builder past = History.builder(all.tenant(), all.zone());
        all.customers().forEach(customer -> past.customer(customer.customer()));
        for (InvoiceHistory invoice : all.invoices()) {
            if (invoice.knownAt(asOf)) {
                past.invoice(invoice.invoice());
                invoice.applications().stream()
                        .filter(application -> application.knownAt().isBefore(asOf.moment()))
                        .forEach(past::application);
            }
        }
        return past.build();
    }
}
