package cashtide;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** Brings a database to the newest schema. Runs as {@code cashtide_owner}, who owns everything and does nothing else. */
public final class Migrations {

    /** The schema of every table; connections of all logins set it as their search path. */
    public static final String SCHEMA = "cashtide";

    private Migrations() {}

    /**
     * Applies what is missing and returns how many steps that were.
     *
     * @param owner connections as {@code cashtide_owner}
     */
    public static int migrate(DataSource owner) {
        return migrate(owner, MigrationVersion.LATEST);
    }

    /** The same up to a version and no further: the schema as it was then. */
    static int migrate(DataSource owner, MigrationVersion last) {
        return Flyway.configure()
                .dataSource(owner)
                .target(last)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
