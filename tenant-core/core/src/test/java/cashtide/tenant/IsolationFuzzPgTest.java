package cashtide.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.Command;
import cashtide.audit.Commands;
import cashtide.audit.Outcome;
import cashtide.customer.CustomerId;
import cashtide.fixture.Examples;
import cashtide.fixture.Given;
import cashtide.fixture.Mutations;
import cashtide.fixture.Queries;
import cashtide.fixture.RollbackOnly;
import cashtide.fixture.Seeds;
import cashtide.fixture.TestDatabase;
import cashtide.fixture.UseCases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every public use case and query, with identities of another tenant in place of its own: the answer is that for an identity
 * which does not exist, nothing of the other tenant is seen, and nothing of it changes.
 */
final class IsolationFuzzPgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    /** With identities of the other tenant; those with identities of nobody are not counted. */
    private static final int FOREIGN_CALLS = 10_000;

    private static final AtomicInteger RUN = new AtomicInteger();
    private static final Pattern ANY_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("CustomerId", "customer"),
            Map.entry("InvoiceId", "invoice"),
            Map.entry("OpenItemId", "open_item"),
            Map.entry("PaymentId", "payment"),
            Map.entry("ApplicationId", "payment_application"),
            Map.entry("DisputeId", "dispute"),
            Map.entry("PromiseId", "promise"),
            Map.entry("ActivityId", "activity"),
            Map.entry("ImportRunId", "import_run"),
            Map.entry("UUID", "customer"));

    private final Given given = Given.in(DATABASE);
    private final Actor mine = given.sandbox("mine" + RUN.incrementAndGet(), Examples.TODAY);
    private final Actor other = given.sandbox("other" + RUN.get(), Examples.TODAY);
    private final Commands dry = new Commands(new Tenants(RollbackOnly.of(DATABASE.app()), given.clock()));
    private final Map<String, List<UUID>> others = new ConcurrentHashMap<>();
    private final long seed = Seeds.one(20_260_331);
    private final SplittableRandom random = new SplittableRandom(seed);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anotherTenantsIdentityIsLikeOneThatDoesNotExist() throws SQLException {
        Examples examples = new Examples(given, mine);
        Examples theirs = new Examples(given, other);
        for (UseCases.Found useCase : UseCases.all()) {
            useCase.carryOut(given.commands(), theirs.actorOf(useCase), theirs.of(useCase));
            // What may still be carried out, by them alone: an import that is not undone, a dispute that is open.
            theirs.of(useCase);
        }
        String before = fingerprintOfOther();
        List<UseCases.Found> withIdentities = UseCases.all().stream()
                .filter(useCase -> !Mutations.identities(examples.of(useCase)).isEmpty())
                .toList();
        Map<String, Command> valid = new ConcurrentHashMap<>();
        Map<String, Outcome<?>> ofMissing = new HashMap<>();
        for (int call = 0; call < FOREIGN_CALLS; call++) {
            UseCases.Found useCase = withIdentities.get(random.nextInt(withIdentities.size()));
            if (random.nextInt(20) == 0 || !valid.containsKey(useCase.name())) {
                valid.put(useCase.name(), examples.of(useCase));
                ofMissing.keySet().removeIf(key -> key.startsWith(useCase.name() + " "));
            }
            Command example = Objects.requireNonNull(valid.get(useCase.name()));
            int position = random.nextInt(Mutations.identities(example).size());
            // An example is answered the same for whatever identity of nobody: it is asked once.
            Outcome<?> expected = ofMissing.computeIfAbsent(
                    useCase.name() + " " + position, key -> withIdentityOfNobody(useCase, example, position));
            // A new thing may be called like one of another tenant; kept, it would be ours from then on under that
            // name.
            Commands runner = expected instanceof Outcome.Done<?> ? dry : given.commands();
            Command foreign = Mutations.replace(example, position, this::ofOther);
            Outcome<?> ofForeign = useCase.carryOut(runner, mine, foreign);
            assertThat(withoutIds(ofForeign))
                    .as("SEED=" + seed + ": " + useCase.name() + " " + foreign)
                    .isEqualTo(withoutIds(expected));
        }
        assertThat(fingerprintOfOther()).isEqualTo(before);
    }

    private Outcome<?> withIdentityOfNobody(UseCases.Found useCase, Command example, int position) {
        return useCase.carryOut(dry, mine, Mutations.replace(example, position, type -> UUID.randomUUID()));
    }

    @Test
    void noQueryShowsAnythingOfAnotherTenant() throws SQLException {
        Examples theirs = new Examples(given, other);
        Examples examples = new Examples(given, mine);
        for (UseCases.Found useCase : UseCases.all()) {
            useCase.carryOut(given.commands(), theirs.actorOf(useCase), theirs.of(useCase));
            useCase.carryOut(given.commands(), examples.actorOf(useCase), examples.of(useCase));
        }
        List<UUID> everything = new ArrayList<>();
        for (String type : TABLES.keySet()) {
            everything.addAll(idsOfOther(type));
        }
        assertThat(Queries.all()).hasSizeGreaterThan(40);
        for (Queries.Found query : Queries.all()) {
            for (int call = 0; call < 10; call++) {
                long seed = random.nextLong();
                String foreign =
                        String.valueOf(query.ask(given.tenants(), mine, new SplittableRandom(seed), this::ofOther));
                String missing = String.valueOf(
                        query.ask(given.tenants(), mine, new SplittableRandom(seed), type -> UUID.randomUUID()));
                assertThat(withoutIds(foreign)).as(query.toString()).isEqualTo(withoutIds(missing));
                assertThat(everything.stream().map(UUID::toString).filter(foreign::contains))
                        .as(query.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void equalNumbersOfTwoTenantsAreTwoThings() {
        CustomerId ours = given.customer(mine, "Same AG");
        CustomerId their = given.customer(other, "Same AG");
        for (Actor actor : List.of(mine, other)) {
            new cashtide.payment.ReceivePayment(given.commands())
                    .handle(
                            actor,
                            new cashtide.payment.ReceivePayment.Receive(
                                    cashtide.audit.CommandId.fresh(),
                                    cashtide.payment.PaymentId.fresh(),
                                    "SAME-1",
                                    actor == mine ? ours : their,
                                    java.time.LocalDate.parse("2026-03-01"),
                                    cashtide.money.Money.of(1_00, "EUR"),
                                    cashtide.payment.Method.CASH,
                                    null))
                    .orThrow();
        }
    }

    private UUID ofOther(Class<?> type) {
        List<UUID> ids = others.computeIfAbsent(type.getSimpleName(), this::idsOfOther);
        return ids.get(random.nextInt(ids.size()));
    }

    private List<UUID> idsOfOther(String type) {
        String table = TABLES.get(type);
        if (table == null) {
            throw new AssertionError("say in TABLES where identities of type " + type + " are kept");
        }
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id from " + table + " where tenant_id = '" + other.tenantId() + "'")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(ids).as(table).isNotEmpty();
        return ids;
    }

    /** A digest of every row of the other tenant in every table. */
    private String fingerprintOfOther() throws SQLException {
        StringBuilder fingerprint = new StringBuilder();
        try (Connection connection = DATABASE.superuser();
                Statement tables = connection.createStatement();
                Statement digest = connection.createStatement()) {
            ResultSet names = tables.executeQuery("select table_name from information_schema.columns"
                    + " where table_schema = 'cashtide' and column_name = 'tenant_id' order by table_name");
            while (names.next()) {
                ResultSet row = digest.executeQuery("select md5(string_agg(t::text, '|' order by t::text)) from "
                        + names.getString(1) + " t where tenant_id = '" + other.tenantId() + "'");
                row.next();
                fingerprint
                        .append(names.getString(1))
                        .append(' ')
                        .append(row.getString(1))
                        .append('\n');
            }
        }
        return fingerprint.toString();
    }

    private static String withoutIds(Object answer) {
        return ANY_ID.matcher(String.valueOf(answer)).replaceAll("ID");
    }
}
