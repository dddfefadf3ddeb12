package cashtide.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.customer.CustomerId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.invoice.OpenItemId;
import cashtide.kpi.AgeBy;
import cashtide.kpi.AgedBalance;
import cashtide.kpi.Aging;
import cashtide.kpi.AsOf;
import cashtide.payment.PaymentId;
import cashtide.tenant.Actor;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** One figure on all pages: what lies in suspense is no customer's unapplied cash, on any day. */
final class UnappliedCashPgTest {

    @Test
    void theForecastsUnappliedCashIsThatOfTheAgingThoughAPayerIsUnknown() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Given given = Given.in(database);
            Actor actor = given.tenant("unapplied", "2026-03-31");
            CustomerId nord = given.customer(actor, "Nord AG");
            OpenItemId item = given.invoiceDue(actor, nord, "2026-01-01", "2026-02-01", 100_00)
                    .items()
                    .getFirst();
            PaymentId payment = given.payment(actor, nord, "2026-03-01", 70_00);
            given.applied(actor, payment, item, 40_00);
            given.payment(actor, null, "2026-03-02", 5_00);
            Aging aging = new Aging(given.tenants());
            for (LocalDate day : new LocalDate[] {LocalDate.parse("2026-03-31"), LocalDate.parse("2026-03-10")}) {
                AgedBalance aged =
                        aging.totals(actor, AsOf.asItWas(day), AgeBy.DUE_DATE).getFirst();
                ReceivablesQuery.Receivables receivables =
                        given.tenants().inTx(actor, tx -> new ReceivablesQuery().asOf(tx, day, "EUR"));
                assertThat(receivables.unapplied().minor()).as("on " + day).isEqualTo(30_00);
                assertThat(aged.unappliedMinor()).as("on " + day).isEqualTo(-30_00);
                assertThat(receivables.total().minor()).isEqualTo(60_00);
                assertThat(aged.overdueMinor()).isEqualTo(60_00);
                assertThat(receivables.net().minor()).isEqualTo(30_00).isEqualTo(aged.netMinor());
            }
        }
    }
}
