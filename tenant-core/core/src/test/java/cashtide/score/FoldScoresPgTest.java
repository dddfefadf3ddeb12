package cashtide.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.fixture.Book;
import cashtide.fixture.Given;
import cashtide.fixture.Inbox;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldScoresPgTest {

    private static final TestDatabase database = TestDatabase.fresh();
    private static int tenants;

    private final FoldScores fold = new FoldScores();
    private final ScoreQuery query = new ScoreQuery();
    private Given given;
    private Actor acme;
    private Book book;
    private Inbox inbox;
    private Book.Item item;

    @BeforeEach
    void acmeWithAnOpenInvoice() {
        given = Given.in(database);
        acme = given.sandbox("acme-" + ++tenants, "2026-11-17");
        book = new Book(given.tenants(), acme);
        inbox = new Inbox(database, acme);
        item = book.invoice(book.customer("Nordwind"), 100_00, "2026-12-01");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void aRunIsTakenInOnlyWhenAllItsRowsHaveArrived() {
        Book.Item other = book.invoice(item.customer(), 50_00, "2026-12-01");
        UUID run = inbox.run();
        inbox.score(run, item.invoice(), 0.4, "2026-12-05", 0.2);
        assertThat(folded()).isEqualTo(new FoldScores.Folded(0, 0, 0));
        inbox.riskRun(run, "2026-11-17", 2);
        assertThat(folded()).isEqualTo(new FoldScores.Folded(0, 0, 0));
        inbox.score(run, other.invoice(), 0.4, "2026-12-05", 0.2);
        assertThat(folded()).isEqualTo(new FoldScores.Folded(1, 2, 0));
        assertThat(folded()).isEqualTo(new FoldScores.Folded(0, 0, 0));
        assertThat(score().drivers()).containsExactly(new ScoreQuery.Driver("Pays 12 days late on average", 14));
    }

    @Test
    void anItemSettledSinceIsLeftOut() {
        UUID run = inbox.run();
        inbox.score(run, item.invoice(), 0.4, "2026-12-05", 0.2);
        inbox.riskRun(run, "2026-11-17", 1);
        book.settle(item, "2026-11-17");
        assertThat(folded()).isEqualTo(new FoldScores.Folded(1, 0, 1));
    }

    @Test
    void theScoreOfTheDayBeforeStaysBesideTheNewOne() {
        score("2026-11-16", 0.54);
        score("2026-11-17", 0.78);
        assertThat(score().pLate()).isEqualTo(0.78);
        assertThat(score().previousPLate()).isEqualTo(0.54);
        score("2026-11-17", 0.77);
        assertThat(score().previousPLate()).as("scored twice on a day").isEqualTo(0.54);
    }

    @Test
    void anOlderRunNeverReplacesANewerScore() {
        score("2026-11-17", 0.78);
        score("2026-11-10", 0.20);
        assertThat(score().pLate()).isEqualTo(0.78);
        assertThat(score().asOf()).isEqualTo("2026-11-17");
    }

    @Test
    void aChanceBelowZeroOrAboveOneOrNotANumberIsRefused() {
        for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> inbox.score(inbox.run(), item.invoice(), bad, "2026-12-05", 0.2))
                    .rootCause()
                    .hasMessageContaining("violates check constraint");
        }
    }

    @Test
    void aScoreForAnotherTenantsInvoiceIsRefused() {
        Actor borealis = given.sandbox("borealis-" + tenants, "2026-11-17");
        assertThatThrownBy(
                        () -> new Inbox(database, borealis).score(inbox.run(), item.invoice(), 0.4, "2026-12-05", 0.2))
                .rootCause()
                .hasMessageContaining("violates foreign key constraint");
    }

    private void score(String asOf, double pLate) {
        UUID run = inbox.run();
        inbox.score(run, item.invoice(), pLate, "2026-12-05", 0.2);
        inbox.riskRun(run, asOf, 1);
        folded();
    }

    private FoldScores.Folded folded() {
        return book.read(fold::fold);
    }

    private ScoreQuery.Score score() {
        return book.read(tx -> query.of(tx, item.invoice())).orElseThrow();
    }
}
