package cashtide.tenant;

import static cashtide.db.Tables.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.onboarding.CreateTenant;
import cashtide.time.TimeOrderedId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class TenantsPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String COUNT = "select count(*) from customer";

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aTenantSeesItsOwnCustomersOnly() {
        Given given = Given.in(DATABASE);
        Actor acme = given.tenant("acme", "2026-03-01");
        Actor borealis = given.tenant("borealis", "2026-03-01");
        addCustomer(given, acme, "1");
        addCustomer(given, acme, "2");
        addCustomer(given, borealis, "1");
        assertThat(customers(given, acme)).isEqualTo(2);
        assertThat(customers(given, borealis)).isEqualTo(1);
        assertThat(new TenantHosts(DATABASE.app()).find("acme")).isEqualTo(acme.tenantId());
        assertThat(new TenantHosts(DATABASE.app()).find("nobody")).isNull();
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        Given given = Given.in(DATABASE);
        Actor mine = given.tenant("mine", "2026-03-01");
        Actor other = given.tenant("other", "2026-03-01");
        assertThatThrownBy(() -> given.tenants().run(mine, tx -> insertCustomer(tx, other.tenantId(), "7")))
                .hasMessageContaining("new row violates row-level security policy for table \"customer\"");
        assertThat(customers(given, other)).isZero();
    }

    @Test
    void aFreshConnectionSeesNoTenant() throws SQLException {
        try (Connection fresh = DATABASE.as("cashtide_app").getConnection()) {
            assertFails(fresh, "42704");
        }
    }

    @Test
    void aReusedConnectionForgetsItsTenantWhateverHappened() throws SQLException {
        Given given = Given.in(DATABASE);
        Actor actor = given.tenant("reused", "2026-03-01");
        try (Connection one = DATABASE.as("cashtide_app").getConnection()) {
            Tenants tenants = new Tenants(new OneConnection(one), InstantSource.system());
            assertThat(tenants.<Integer>inTx(actor, tx -> tx.sql().fetchCount(CUSTOMER)))
                    .isZero();
            assertFails(one, "22P02");
            assertThatThrownBy(() -> tenants.run(actor, tx -> {
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            assertFails(one, "22P02");
            assertThatThrownBy(() -> tenants.run(actor, tx -> tx.sql().execute("select 1/0")))
                    .hasMessageContaining("division by zero");
            assertFails(one, "22P02");
            one.createStatement().execute("set app.tenant_id = 'garbage'");
            assertFails(one, "22P02");
        }
    }

    @Test
    void thePowerfulAreRefused() {
        assertThatThrownBy(() -> new Tenants(DATABASE.as("cashtide_owner"), InstantSource.system()))
                .hasMessageContaining("refusing to start: the database login owns a table");
        assertThatThrownBy(() -> new Tenants(DATABASE.as("postgres"), InstantSource.system()))
                .hasMessageContaining("refusing to start: the database login is a superuser");
    }

    @Test
    void twoTenantsCannotHaveOneAlias() {
        Given given = Given.in(DATABASE);
        given.tenant("unique", "2026-03-01");
        CreateTenant create = new CreateTenant(given.commands());
        Actor operator = Actor.job(new TenantId(TimeOrderedId.next()), "operator");
        Outcome<CreateTenant.Created> taken = create.handle(operator, command("unique", "Europe/Berlin"));
        assertThat(taken).isInstanceOfSatisfying(Outcome.Rejected.class, no -> assertThat(
                        no.reason().code())
                .isEqualTo("TENANT_ALIAS_TAKEN"));
        assertThat(create.handle(operator, command("Not an alias", "Europe/Berlin"))
                        .toString())
                .contains("TENANT_ALIAS_MALFORMED");
        assertThat(create.handle(operator, command("fine", "Europe/Atlantis")).toString())
                .contains("TENANT_SETTING_UNKNOWN");
    }

    @Test
    void theBusinessDateIsTodayInTheTenantsZoneOrTheSandboxesDay() {
        Given given = Given.in(DATABASE);
        Actor sandbox = given.sandbox("sandy", "2019-09-30");
        Actor real = given.tenant("real", "2026-03-01");
        given.clock().set(OffsetDateTime.parse("2026-03-01T23:30:00Z").toInstant());
        assertThat(given.tenants().<LocalDate>inTx(real, TenantTx::businessDate))
                .isEqualTo("2026-03-02");
        assertThat(given.tenants().<LocalDate>inTx(sandbox, TenantTx::businessDate))
                .isEqualTo("2019-09-30");
        assertThat(given.tenants().<OffsetDateTime>inTx(sandbox, TenantTx::knownAt))
                .isEqualTo(OffsetDateTime.of(2019, 9, 30, 21, 59, 59, 999_999_000, ZoneOffset.UTC));
    }

    @Test
    void aPersonWhoSignedInIsKnownToHisTenantOnly() {
        Given given = Given.in(DATABASE);
        Actor ada = given.tenant("ada", "2026-03-01");
        Actor bob = given.tenant("bob", "2026-03-01");
        KnownUsers users = new KnownUsers(given.tenants());
        users.signedIn(ada, "ada", "ada@example.com");
        users.signedIn(ada, "ada.l", null);
        assertThat(users.all(ada)).singleElement().satisfies(user -> {
            assertThat(user.username()).isEqualTo("ada.l");
            assertThat(user.roles()).contains(Role.COLLECTOR);
        });
        assertThat(users.all(bob)).isEmpty();
    }

    private static CreateTenant.Create command(String alias, String zone) {
        return new CreateTenant.Create(CommandId.fresh(), alias, "A name", zone, "en-GB", "EUR", "de", null);
    }

    private static int customers(Given given, Actor actor) {
        return given.tenants().<Integer>inTx(actor, tx -> tx.sql().fetchCount(CUSTOMER));
    }

    private static void addCustomer(Given given, Actor actor, String number) {
        given.tenants().run(actor, tx -> insertCustomer(tx, actor.tenantId(), number));
    }

    private static void insertCustomer(TenantTx tx, TenantId tenant, String number) {
        tx.sql()
                .insertInto(CUSTOMER)
                .set(CUSTOMER.TENANT_ID, tenant.value())
                .set(CUSTOMER.ID, TimeOrderedId.next())
                .set(CUSTOMER.NUMBER, number)
                .set(CUSTOMER.NAME, "Customer " + number)
                .set(CUSTOMER.CURRENCY, "EUR")
                .set(CUSTOMER.KNOWN_AT, tx.knownAt())
                .execute();
    }

    private static void assertFails(Connection connection, String sqlState) {
        assertThatThrownBy(() -> connection.createStatement().executeQuery(COUNT))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .hasMessageMatching(
                        "(?s).*(unrecognized configuration parameter|invalid input syntax for type uuid).*");
    }
}
