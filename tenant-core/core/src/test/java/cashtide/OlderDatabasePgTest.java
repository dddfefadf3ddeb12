package cashtide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.fixture.Balances;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.imports.ImportRefusal;
import cashtide.imports.ImportRunId;
import cashtide.imports.PostStagedRows;
import cashtide.imports.UndoImport;
import cashtide.promise.DecidePromises;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantId;
import cashtide.worklist.RefreshWorklist;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A newer version on older data: what a database of V0091 held is all there after the steps that came since, changed where
 * they say so and nowhere else, and the use cases go on with it.
 */
final class OlderDatabasePgTest {

    private static final String THEN = "0091";
    private static final TestDatabase DATABASE = TestDatabase.unmigrated();

    /** What the steps since then take away or change, by table; looked at one by one below. */
    private static final Map<String, String> CHANGED = Map.of(
            "open_item", "{settled_on,version}",
            "staged_invoice", "{id,item_id,entry_id,batch}",
            "staged_payment",
                    "{id,payment_id,entry_id,application_id,application_entry_id,batch,apply_batch,applies_to,apply_minor,applied_on}");

    private static final String SETTLED =
            "select concat_ws(' ', h.alias, number, 'version', version, 'settled', coalesce(settled_on::text, 'never'))"
                    + " from open_item join tenant_host h using (tenant_id) order by 1";

    private static final String CHANGES_LOGGED =
            "select concat_ws(' ', h.alias, entity, op, entity_version, payload->>'number',"
                    + " coalesce(payload->>'settled_on', 'never'))"
                    + " from change_log l join tenant_host h using (tenant_id) where op <> 'I' order by 1";

    private static final String WAITING_PAYMENTS =
            "select concat_ws(' ', h.alias, s.number, p.number) from staged_payment s join tenant_host h using (tenant_id)"
                    + " left join payment p on p.tenant_id = s.tenant_id and p.id = s.payment_id order by 1";

    // As it was right before and right after, since some of the tests go on with it.
    private static Map<String, List<String>> before = Map.of();
    private static Map<String, List<String>> after = Map.of();
    private static List<String> settledBefore = List.of();
    private static List<String> settledAfter = List.of();
    private static List<String> changesLogged = List.of();
    private static List<String> waitingPayments = List.of();

    private final Given given = Given.in(DATABASE);
    private final Actor acme = ada("acme");
    private final Actor borealis = ada("borealis");

    @BeforeAll
    static void fromThenToNow() throws SQLException, IOException {
        Migrations.migrate(DATABASE.as("cashtide_owner"), MigrationVersion.fromVersion(THEN));
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement();
                InputStream ledger = Objects.requireNonNull(
                        OlderDatabasePgTest.class.getResourceAsStream("ledger-of-V" + THEN + ".sql"))) {
            statement.execute(new String(ledger.readAllBytes(), StandardCharsets.UTF_8));
        }
        before = everyRow();
        settledBefore = strings(SETTLED);
        assertThat(Migrations.migrate(DATABASE.as("cashtide_owner"))).isPositive();
        after = everyRow();
        settledAfter = strings(SETTLED);
        changesLogged = strings(CHANGES_LOGGED);
        waitingPayments = strings(WAITING_PAYMENTS);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyTableOfThenHeldSomething() {
        assertThat(before).hasSizeGreaterThan(30);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
    }

    @Test
    void everyRowIsThereAsItWas() {
        before.forEach((table, rows) -> {
            if (!table.equals("change_log")) {
                assertThat(after.get(table)).as(table).isEqualTo(rows);
            }
        });
    }

    @Test
    void whatWasVoidedWasNeverSettledWhatWasPaidWasByTheLastMoneyAndTheLakeIsTold() {
        List<String> changed = new ArrayList<>(settledAfter);
        changed.removeAll(settledBefore);
        assertThat(changed)
                .containsExactly(
                        "acme I4 version 2 settled 2026-02-20",
                        "acme V1 version 2 settled never",
                        "acme V2 version 2 settled never",
                        "borealis I4 version 2 settled 2026-02-20",
                        "borealis V1 version 2 settled never",
                        "borealis V2 version 2 settled never");
        assertThat(settledBefore)
                .contains("acme V1 version 1 settled 2026-02-10", "acme I1 version 1 settled 2026-01-30");
        assertThat(after.get("change_log")).containsAll(Objects.requireNonNull(before.get("change_log")));
        assertThat(changesLogged)
                .containsExactly(
                        "acme open_items U 2 I4 2026-02-20",
                        "acme open_items U 2 V1 never",
                        "acme open_items U 2 V2 never",
                        "borealis open_items U 2 I4 2026-02-20",
                        "borealis open_items U 2 V1 never",
                        "borealis open_items U 2 V2 never");
    }

    @Test
    void onlyWhatIsNotOpenMayBeSettled() {
        assertThatThrownBy(
                        () -> strings("update open_item set settled_on = '2026-03-01' where number = 'I2' returning 1"))
                .hasMessageContaining("open_item_settled_check");
    }

    @Test
    void aPaymentThatWaitsForItsInvoiceIsKnownByTheStagedRow() {
        assertThat(waitingPayments)
                .containsExactly(
                        "acme P5 P5",
                        "acme PK",
                        "acme PW PW",
                        "acme PX",
                        "borealis P5 P5",
                        "borealis PK",
                        "borealis PW PW",
                        "borealis PX");
    }

    @Test
    void withoutATenantEveryTableIsAnErrorAndWithOneItsOwnRowsAreSeen() throws SQLException {
        try (Connection fresh = DATABASE.as("cashtide_app").getConnection()) {
            for (String table : List.of("open_item", "staged_invoice", "journal_line", "standing_application")) {
                assertThatThrownBy(() -> fresh.createStatement().executeQuery("select count(*) from " + table))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42704"))
                        .hasMessageContaining("unrecognized configuration parameter \"app.tenant_id\"");
            }
        }
        for (Actor actor : List.of(acme, borealis)) {
            assertThat(number(actor, "select count(*) from standing_application where evidence = 'by_hand'"))
                    .as("one of two was taken back")
                    .isEqualTo(1);
            assertThat(number(actor, "select count(distinct tenant_id) from invoice"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSandboxGoesOnWithWhatWaited() {
        given.tenants().inLongTx(acme, tx -> new RefreshWorklist().all(tx));
        assertThat(number(
                        acme,
                        "select open_minor from worklist_entry where currency = 'EUR' and customer_id ="
                                + " (select id from customer where number = 'C1')"))
                .isEqualTo(300_00 + 250_00);
        new Balances(given.tenants(), acme).assertSubledgersAgree();
        // W1, W2, W3 and the second payment of W1; the promise of the 20th is over.
        assertThat(advance("2026-04-10"))
                .isEqualTo(new AdvanceBusinessDate.Advanced(
                        LocalDate.parse("2026-03-15"),
                        LocalDate.parse("2026-04-10"),
                        4,
                        new DecidePromises.Decided(0, 0, 1)));
        assertThat(number(acme, "select open_minor from open_item where number = 'W1'"))
                .isEqualTo(250_00 - 100_00 - 50_00);
        assertThat(number(acme, "select disputed_minor from open_item where number = 'W1'"))
                .isEqualTo(100_00);
        assertThat(number(acme, "select count(*) from staged_payment"))
                .as("that of the killed import")
                .isEqualTo(1);
        assertThat(number(acme, "select disputed_minor from open_item where number = 'W3'"))
                .isZero();
        advance("2026-05-01");
        assertThat(number(acme, "select disputed_minor from open_item where number = 'W3'"))
                .isEqualTo(80_00);
        assertThat(number(acme, "select count(*) from staged_invoice"))
                .as("that of the killed import")
                .isEqualTo(1);
        assertThat(undoHistory(acme)).isEqualTo(Outcome.rejected(ImportRefusal.IMPORT_HAS_DEPENDENTS));
        new Balances(given.tenants(), acme).assertSubledgersAgree();
    }

    @Test
    void anImportOfThenCanBeUndone() {
        given.clock().set(Instant.parse("2026-03-15T12:00:00Z"));
        new Balances(given.tenants(), borealis).assertSubledgersAgree();
        assertThat(undoHistory(borealis)).isEqualTo(Outcome.done(new UndoImport.Undone(5, 8)));
        assertThat(number(borealis, "select sum(open_minor) from open_item where currency = 'EUR'"))
                .isEqualTo(3 * 250_00);
        assertThat(number(borealis, "select count(*) from open_item where settled_on is not null"))
                .as("the one of the invoice that was paid by hand")
                .isEqualTo(1);
        assertThat(number(borealis, "select count(*) from staged_invoice")).isEqualTo(1);
        new Balances(given.tenants(), borealis).assertSubledgersAgree();
    }

    private AdvanceBusinessDate.Advanced advance(String day) {
        return new AdvanceBusinessDate(given.commands(), new PostStagedRows())
                .handle(acme, new AdvanceBusinessDate.Advance(CommandId.fresh(), LocalDate.parse(day)))
                .orThrow();
    }

    private Outcome<UndoImport.Undone> undoHistory(Actor actor) {
        UUID run = given.tenants().inTx(actor, tx -> tx.sql()
                .resultQuery("select id from import_run where file_name = 'history.zip'")
                .fetchSingle(0, UUID.class));
        return new UndoImport(given.commands())
                .handle(actor, new UndoImport.Undo(CommandId.fresh(), new ImportRunId(run)));
    }

    private long number(Actor actor, String sql) {
        return given.tenants().inTx(actor, tx -> tx.sql().resultQuery(sql).fetchSingle(0, long.class));
    }

    private static Actor ada(String alias) {
        try {
            TenantId tenant = new TenantId(
                    UUID.fromString(strings("select tenant_id::text from tenant_host where alias = '" + alias + "'")
                            .getFirst()));
            UUID user = UUID.fromString(strings("select id::text from app_user where tenant_id = '" + tenant + "'")
                    .getFirst());
            return new Actor(tenant, user, "Ada", EnumSet.allOf(Role.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows of every table as text, without what the steps change. */
    private static Map<String, List<String>> everyRow() throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : strings("select relname::text from pg_class where relnamespace = 'cashtide'::regnamespace"
                + " and relkind = 'r' and relname <> 'flyway_schema_history'")) {
            rows.put(
                    table,
                    strings("select (to_jsonb(t) - '%s'::text[])::text from %s t order by 1"
                            .formatted(CHANGED.getOrDefault(table, "{}"), table)));
        }
        return rows;
    }

    private static List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
