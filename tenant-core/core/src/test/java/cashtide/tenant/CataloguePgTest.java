package cashtide.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.contract.Column;
import cashtide.contract.PublishedTable;
import cashtide.contract.PublishedTables;
import cashtide.fixture.Golden;
import cashtide.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's catalogue says of row-level security, keys, roles and the change log's triggers. */
final class CataloguePgTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Pattern LOGGED_AGAIN = Pattern.compile("\\('\\w+', '(\\w+)', '([^']+)'\\)");
    private static final Pattern LOGGED =
            Pattern.compile("select n\\.tenant_id, '(\\w+)'.*\\(select (n\\..*?)\\) c\\)", Pattern.DOTALL);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyTableIsUnderRowLevelSecurityButTheNamedOnes() throws Exception {
        Golden.assertLines("catalogue-table-without-rls.txt", rows("""
                select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'cashtide' and c.relkind in ('r', 'p') and not c.relrowsecurity"""));
    }

    @Test
    void theAppsPolicyIsTheSameOnEveryTable() throws SQLException {
        String rule = "(tenant_id = (( SELECT current_setting('app.tenant_id'::text) AS current_setting))::uuid)";
        assertThat(rows("""
                select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'cashtide' and c.relkind in ('r', 'p') and c.relrowsecurity and not exists (
                  select from pg_policies p where p.tablename = c.relname and p.policyname = 'tenant_only' and p.cmd = 'ALL'
                    and p.permissive = 'PERMISSIVE' and p.roles = '{cashtide_app}' and p.qual = '%1$s' and p.with_check = '%1$s')""".formatted(rule.replace("'", "''")))).isEmpty();
        assertThat(rows("""
                select tablename || ' ' || policyname from pg_policies
                where 'cashtide_app' = any(roles) and policyname <> 'tenant_only' or 'public' = any(roles)""")).isEmpty();
    }

    @Test
    void policiesOfOtherLoginsAreTheNamedOnes() throws Exception {
        Golden.assertLines("catalogue-policy.txt", rows("""
                select tablename || ' ' || policyname || ' ' || roles[1] || ' ' || cmd from pg_policies
                where policyname <> 'tenant_only'"""));
    }

    @Test
    void viewsSeeWithTheEyesOfWhoAsks() throws SQLException {
        assertThat(rows("""
                select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'cashtide' and (c.relkind = 'm'
                  or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))""")).isEmpty();
    }

    @Test
    void everyKeyBeginsWithTheTenantButTheNamedOnes() throws Exception {
        Golden.assertLines("catalogue-unique-without-tenant.txt", rows("""
                select c.relname || ' ' || i.relname from pg_index x join pg_class c on c.oid = x.indrelid
                join pg_class i on i.oid = x.indexrelid join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'cashtide' and x.indisunique and (
                  select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0]) <> 'tenant_id'"""));
        assertThat(rows("""
                select f.conrelid::regclass || ' ' || f.conname from pg_constraint f join pg_namespace s on s.oid = f.connamespace
                where s.nspname = 'cashtide' and f.contype = 'f' and not (
                  (select attname from pg_attribute a where a.attrelid = f.conrelid and a.attnum = f.conkey[1]) = 'tenant_id'
                  and (select attname from pg_attribute a where a.attrelid = f.confrelid and a.attnum = f.confkey[1]) = 'tenant_id')""")).isEmpty();
    }

    @Test
    void theLoginsAreWeakAndNobodyElseMayDoAnything() throws Exception {
        assertThat(rows("""
                select rolname from pg_roles where rolname like 'cashtide%' and (rolsuper or rolbypassrls or rolcreaterole
                  or rolcreatedb or rolreplication)""")).isEmpty();
        assertThat(rows("""
                select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'cashtide' and pg_get_userbyid(c.relowner) <> 'cashtide_owner'""")).isEmpty();
        assertThat(rows("""
                select p.proname from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                where s.nspname = 'cashtide' and p.prosecdef"""))
                .as("writes to the change log what the worker may not read")
                .containsExactly("missing_state_to_log");
        assertThat(rows("""
                select distinct pg_get_userbyid(a.grantee) from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                cross join aclexplode(p.proacl) a
                where s.nspname = 'cashtide' and p.prosecdef order by 1""")).containsExactly("cashtide_owner", "cashtide_worker");
        Golden.assertLines("catalogue-grant.txt", rows("""
                select grantee || ' ' || table_name || ' ' || string_agg(lower(privilege_type), ',' order by privilege_type)
                from information_schema.role_table_grants
                where table_schema = 'cashtide' and grantee <> 'cashtide_owner' group by grantee, table_name"""));
    }

    @Test
    void theChangeLogCarriesTheColumnsOfTheContract() throws SQLException {
        Map<String, List<String>> logged = new TreeMap<>();
        for (String source : rows("""
                select p.prosrc from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                where s.nspname = 'cashtide' and p.proname like 'log\\_%'""")) {
            Matcher matcher = LOGGED.matcher(source);
            assertThat(matcher.find()).as(source).isTrue();
            logged.put(
                    matcher.group(1), List.of(matcher.group(2).replace("n.", "").split(", ?")));
        }
        assertThat(logged).isEqualTo(promised());
    }

    @Test
    void whatIsLoggedAfterARestoreHasTheColumnsOfTheContractToo() throws SQLException {
        String source = rows("select prosrc from pg_proc where proname = 'missing_state_to_log'")
                .getFirst();
        Map<String, List<String>> logged = new TreeMap<>();
        Matcher matcher = LOGGED_AGAIN.matcher(source);
        while (matcher.find()) {
            logged.put(matcher.group(1), List.of(matcher.group(2).split(",")));
        }
        assertThat(logged).isEqualTo(promised());
    }

    private static Map<String, List<String>> promised() {
        Map<String, List<String>> promised = new TreeMap<>();
        for (PublishedTable table : PublishedTables.ALL) {
            if (table.fed() == PublishedTable.Feed.CHANGE_LOG) {
                promised.put(
                        table.name(), table.columns().stream().map(Column::name).toList());
            }
        }
        return promised;
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DATABASE.superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
