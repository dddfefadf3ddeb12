package cashtide.imports;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.intake.ImportFormat;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantId;
import cashtide.tenant.Tenants;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that imports a folder and says how that ended. Arguments: database, password, tenant, folder. */
final class ImportingChild {

    private ImportingChild() {}

    public static void main(String[] arguments) {
        PGSimpleDataSource app = new PGSimpleDataSource();
        app.setUrl(arguments[0]);
        app.setUser("cashtide_app");
        app.setPassword(arguments[1]);
        app.setCurrentSchema("cashtide");
        Tenants tenants = new Tenants(app, InstantSource.system());
        Actor actor = Actor.job(new TenantId(UUID.fromString(arguments[2])), "small heap");
        ImportRunId run = ImportRunId.fresh();
        Commands commands = new Commands(tenants);
        new StartImport(commands)
                .handle(actor, new StartImport.Start(CommandId.fresh(), run, "api", "small heap", false))
                .orThrow();
        new RunImport(tenants, commands).run(actor, run, Path.of(arguments[3]), ImportFormat.STANDARD);
        ImportRun ended = Objects.requireNonNull(new ImportRuns(tenants).find(actor, run));
        System.out.println(ended.status() + ended.message());
    }
}
