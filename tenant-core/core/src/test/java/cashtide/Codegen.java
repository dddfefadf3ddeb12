package cashtide;

import cashtide.local.PgDatabase;
import cashtide.local.PgServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Writes the jOOQ classes of {@code cashtide.db}: an embedded PostgreSQL, migrated, then read. The argument is the
 * folder to write to; {@code ./cashtide gen} calls it.
 */
public final class Codegen {

    /** What the app never touches by jOOQ, and columns of types that jOOQ does not know. */
    private static final String EXCLUDED =
            "flyway_schema_history|scheduled_tasks|change_log|control_total\\.snapshot|make_.*|log_.*|publish_changes|bump_version|refuse_change|journal_lines_.*|journal_entries_refer|never_deleted|missing_state_to_log";

    private Codegen() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length == 1 ? arguments[0] : "tenant-core/core/src/generated/java");
        PgDatabase database = PgServer.shared().createDatabase("codegen");
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.jdbcUrl());
        owner.setUser("cashtide_owner");
        owner.setPassword(database.password("cashtide_owner"));
        Migrations.migrate(owner);
        clear(folder);
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(database.jdbcUrl())
                        .withUser("cashtide_owner")
                        .withPassword(database.password("cashtide_owner")))
                .withGenerator(new Generator()
                        .withDatabase(database())
                        .withGenerate(generate())
                        .withTarget(new Target().withPackageName("cashtide.db").withDirectory(folder.toString()))));
    }

    private static Database database() {
        return new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema(Migrations.SCHEMA)
                .withOutputSchemaToDefault(true)
                .withExcludes(EXCLUDED)
                .withIncludeExcludeColumns(true)
                .withIncludeRoutines(false);
    }

    private static Generate generate() {
        return new Generate()
                .withRecords(true)
                .withPojos(false)
                .withDaos(false)
                .withComments(false)
                .withGlobalObjectReferences(true)
                .withGlobalRoutineReferences(false)
                .withIndexes(false)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withImplicitJoinPathsManyToMany(false)
                .withRecordsImplementingRecordN(false)
                .withGeneratedSerialVersionUID(org.jooq.meta.jaxb.GeneratedSerialVersionUID.CONSTANT)
                .withJavaTimeTypes(true);
    }

    private static void clear(Path folder) throws Exception {
        Path target = folder.resolve("cashtide/db");
        if (Files.exists(target)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(target)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
