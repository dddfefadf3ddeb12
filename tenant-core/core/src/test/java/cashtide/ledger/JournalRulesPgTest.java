package cashtide.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever asks: here even its superuser does. */
final class JournalRulesPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** A new entry like an old one, and its lines; %1$s and %2$s are the amounts, %3$s the account of the second line. */
    private static final String POSTING = """
            with entry as (
              insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, actor_id, known_at)
              select tenant_id, uuidv7(), kind, occurred_on, source_entity, source_id, actor_id, known_at
              from journal_entry limit 1 returning tenant_id, id)
            insert into journal_line (tenant_id, entry_id, account_code, currency, amount_minor, occurred_on, known_at)
            select entry.tenant_id, entry.id, line.account, 'EUR', line.minor, '2026-03-01', now()
            from entry cross join (values ('1200', %1$s), (%3$s, %2$s)) as line (account, minor)""";

    private static final int MANY = 1_000;

    private static final String MANY_POSTINGS = """
            with entry as (
              insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, actor_id, known_at)
              select e.tenant_id, uuidv7(), e.kind, e.occurred_on, e.source_entity, e.source_id, e.actor_id, e.known_at
              from (select * from journal_entry limit 1) e cross join generate_series(1, %1$s) returning tenant_id, id)
            insert into journal_line (tenant_id, entry_id, account_code, currency, amount_minor, occurred_on, known_at)
            select entry.tenant_id, entry.id, '1200', 'EUR', line.minor, '2026-03-01', now()
            from entry cross join (values (500), (-500)) as line (minor)""".formatted(MANY);

    @BeforeAll
    static void oneInvoice() throws SQLException {
        Given given = Given.in(DATABASE);
        var actor = given.tenant("acme", "2026-03-31");
        given.invoiceDue(actor, given.customer(actor, "First"), "2026-03-01", "2026-03-31", 10_000);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aBalancedEntryOnKnownAccountsIsTaken() throws SQLException {
        execute(POSTING.formatted(500, -500, "(select min(code) from gl_account)"));
    }

    @Test
    void anEntryThatDoesNotBalanceIsRefused() {
        refused(POSTING.formatted(500, -499, "(select min(code) from gl_account)"), "does not balance");
    }

    @Test
    void linesOnAnUnknownAccountAreRefused() {
        refused(POSTING.formatted(500, -500, "'no such'"), "journal lines on unknown account no such");
    }

    @Test
    void linesOfAnUnknownEntryAreRefused() {
        refused(
                "insert into journal_line (tenant_id, entry_id, account_code, currency, amount_minor, occurred_on, known_at)"
                        + " select tenant_id, uuidv7(), account_code, currency, 0 + minor, occurred_on, known_at"
                        + " from journal_line cross join (values (500)) as v (minor) limit 1",
                "does not balance");
        refused(
                "insert into journal_line (tenant_id, entry_id, account_code, currency, amount_minor, occurred_on, known_at)"
                        + " select tenant_id, '00000000-0000-7000-8000-000000000001', account_code, currency, minor,"
                        + " occurred_on, known_at from (select * from journal_line limit 1) l"
                        + " cross join (values (500), (-500)) as v (minor)",
                "journal lines of unknown entry 00000000-0000-7000-8000-000000000001");
    }

    @Test
    void anEntryOfAnUnknownTenantIsRefused() {
        refused(
                "insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, actor_id, known_at)"
                        + " select uuidv7(), uuidv7(), kind, occurred_on, source_entity, source_id, actor_id, known_at"
                        + " from journal_entry limit 1",
                "journal entry of unknown tenant");
    }

    /** A plan kept from the session's first postings would have it read the journal once for each line. */
    @Test
    void aSessionThatBeganSmallReadsEachEntryAFewTimesAtMost() throws SQLException {
        String account = "(select min(code) from gl_account)";
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze journal_entry");
            connection.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                statement.execute(POSTING.formatted(500, -500, account));
            }
            long before = entriesRead(statement);
            statement.execute(MANY_POSTINGS);
            assertThat(entriesRead(statement) - before).isBetween((long) MANY, 3L * MANY);
            connection.rollback();
        }
    }

    /** One made for nothing, in a journal known to be empty, has nothing to go by. */
    @Test
    void aSessionThatBeganWithNothingAtAllDoesSoToo() throws SQLException {
        try (TestDatabase empty = TestDatabase.fresh()) {
            Actor actor = Given.in(empty).tenant("acme", "2026-03-31");
            try (Connection connection = empty.superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze journal_entry, journal_line");
                connection.setAutoCommit(false);
                String post = """
                    with entry as (
                      insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, actor_id, known_at)
                      select '%1$s', uuidv7(), 'opening', '2026-03-01', 'invoices', uuidv7(), uuidv7(), now()
                      from generate_series(1, %2$d) returning tenant_id, id)
                    insert into journal_line (tenant_id, entry_id, account_code, currency, amount_minor, occurred_on, known_at)
                    select entry.tenant_id, entry.id, '1200', 'EUR', line.minor, '2026-03-01', now()
                    from entry cross join (values (500), (-500)) as line (minor)""";
                for (int i = 0; i < 10; i++) {
                    statement.execute(post.formatted(actor.tenantId().value(), 0));
                }
                statement.execute(post.formatted(actor.tenantId().value(), MANY));
                assertThat(entriesRead(statement)).isBetween((long) MANY, 3L * MANY);
                connection.rollback();
            }
        }
    }

    private static long entriesRead(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                + " where relname = 'journal_entry'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from journal_line",
                "update journal_line set amount_minor = amount_minor + 1",
                "delete from journal_entry",
                "truncate journal_line, journal_entry",
                "update journal_entry set occurred_on = occurred_on + 1"
            })
    void whatIsPostedStays(String change) {
        refused(change, "append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from tenant",
                "truncate tenant cascade",
                "delete from gl_account",
                "update gl_account set code = code || 'x'",
            })
    void whatTheJournalRefersToStays(String change) {
        assertThatThrownBy(() -> execute(change)).isInstanceOf(SQLException.class);
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
