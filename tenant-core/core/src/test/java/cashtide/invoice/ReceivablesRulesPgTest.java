package cashtide.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses of receivables, whoever asks: here even its superuser does. */
final class ReceivablesRulesPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** An item like the first invoice's; %1$s is its invoice, %2$s its customer. */
    private static final String ITEM = """
            insert into open_item (tenant_id, id, invoice_id, instalment, kind, number, customer_id, invoice_date, due_date,
                                   currency, amount_minor, open_minor, known_at)
            select tenant_id, uuidv7(), %1$s, 2, kind, number, %2$s, invoice_date, due_date, currency, amount_minor, amount_minor,
                   known_at
            from open_item where invoice_id = (select id from invoice order by number limit 1)""";

    /** An application like the first; %1$s is its payment, %2$s its item, %3$s the item's invoice. */
    private static final String APPLICATION = """
            insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id, applied_on, currency,
                                             amount_minor, evidence, known_at)
            select tenant_id, uuidv7(), %1$s, %2$s, %3$s, customer_id, applied_on, currency, 1, evidence, known_at
            from payment_application limit 1""";

    private static final String NONE = "'00000000-0000-7000-8000-000000000001'::uuid";
    private static final int MANY = 1_000;

    @BeforeAll
    static void twoCustomersWithAnInvoiceEach() {
        Given given = Given.in(DATABASE);
        var actor = given.tenant("acme", "2026-03-31");
        var customer = given.customer(actor, "First");
        var invoice = given.invoiceDue(actor, customer, "2026-03-01", "2026-03-31", 10_000);
        given.invoiceDue(actor, given.customer(actor, "Second"), "2026-03-01", "2026-03-31", 10_000);
        given.applied(
                actor,
                given.payment(actor, customer, "2026-03-10", 5_000),
                invoice.items().getFirst(),
                5_000);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anItemOfItsInvoicesCustomerIsTaken() throws SQLException {
        inRollback(statement -> statement.execute(ITEM.formatted("invoice_id", "customer_id")));
    }

    @Test
    void anItemOfAnUnknownInvoiceIsRefused() {
        refused(ITEM.formatted(NONE, "customer_id"), "open item of unknown invoice");
    }

    @Test
    void anItemOfAnotherCustomerThanItsInvoiceIsRefused() {
        refused(
                ITEM.formatted(
                        "invoice_id", "(select c.id from customer c where c.id <> open_item.customer_id limit 1)"),
                "or of one of another customer");
    }

    @Test
    void anApplicationToAnUnknownItemIsRefused() {
        refused(APPLICATION.formatted("payment_id", NONE, "invoice_id"), "application to unknown open item");
    }

    @Test
    void anApplicationOfAnotherInvoiceThanItsItemsIsRefused() {
        refused(
                APPLICATION.formatted(
                        "payment_id",
                        "open_item_id",
                        "(select i.id from invoice i where i.id <> payment_application.invoice_id limit 1)"),
                "or to one of another invoice");
    }

    @Test
    void anApplicationOfAnUnknownPaymentIsRefused() {
        refused(APPLICATION.formatted(NONE, "open_item_id", "invoice_id"), "application of unknown payment");
    }

    @Test
    void aPaymentOfAnUnknownTenantIsRefused() {
        refused(
                "insert into payment (tenant_id, id, number, received_on, currency, amount_minor, unapplied_minor, known_at)"
                        + " select uuidv7(), uuidv7(), number, received_on, currency, amount_minor, amount_minor, known_at"
                        + " from payment",
                "payment of unknown tenant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from payment",
                "delete from open_item",
                "delete from invoice",
                "truncate invoice cascade",
                "update invoice set id = uuidv7()",
                "update invoice set customer_id = uuidv7()",
                "update open_item set invoice_id = uuidv7()",
                "update open_item set customer_id = uuidv7()",
                "update payment set id = uuidv7()"
            })
    void whatOthersReferToStays(String change) {
        assertThatThrownBy(() -> execute(change))
                .isInstanceOf(SQLException.class)
                .satisfies(refusal ->
                        assertThat(((SQLException) refusal).getSQLState()).isEqualTo("23001")); // restrict_violation
    }

    /** The plan of the check is made by the session's first application, when there may be hardly an item. */
    @Test
    void aSessionThatBeganSmallLooksItemsUpOneByOneStill() throws SQLException {
        String one = APPLICATION.formatted("payment_id", "open_item_id", "invoice_id");
        inRollback(statement -> {
            for (int i = 0; i < 10; i++) {
                statement.execute(one);
            }
            long before = lookUps(statement);
            statement.execute(one.replace(" limit 1", " cross join generate_series(1, " + MANY + ") limit " + MANY));
            assertThat(lookUps(statement) - before).isGreaterThanOrEqualTo(MANY);
        });
    }

    private static long lookUps(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select idx_scan from pg_stat_xact_user_tables where relname = 'open_item'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private static void inRollback(Work work) throws SQLException {
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.on(statement);
            connection.rollback();
        }
    }

    private static void refused(String sql, String why) {
        assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class).hasMessageContaining(why);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
