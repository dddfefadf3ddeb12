package cashtide.app;

import cashtide.Migrations;
import cashtide.app.identity.KeycloakAccess;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.Commands;
import cashtide.branding.Brands;
import cashtide.branding.SetBrand;
import cashtide.branding.SetLogo;
import cashtide.collections.AssignCollector;
import cashtide.customer.DefineTerms;
import cashtide.dataplane.DataPlane;
import cashtide.dataplane.RequestRun;
import cashtide.dataplane.RollBackModel;
import cashtide.imports.CancelImport;
import cashtide.imports.ImportRuns;
import cashtide.imports.PostStagedRows;
import cashtide.imports.RunImport;
import cashtide.imports.StartImport;
import cashtide.imports.UndoImport;
import cashtide.onboarding.CreateTenant;
import cashtide.sandbox.AdvanceBusinessDate;
import cashtide.sandbox.WaitingDays;
import cashtide.tenant.KnownUsers;
import cashtide.tenant.PreferenceStore;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The core's way to PostgreSQL, and those of its doors and use cases that screens and programs are given. */
@Configuration(proxyBeanMethods = false)
@Import({
    Tenants.class,
    TenantHosts.class,
    Commands.class,
    KnownUsers.class,
    PreferenceStore.class,
    Brands.class,
    DataPlane.class,
    RequestRun.class,
    RollBackModel.class,
    CreateTenant.class,
    SetBrand.class,
    SetLogo.class,
    DefineTerms.class,
    AssignCollector.class,
    StartImport.class,
    CancelImport.class,
    UndoImport.class,
    RunImport.class,
    ImportRuns.class,
    WaitingDays.class
})
class CoreConfiguration {

    private static final int CONNECTIONS_MAX = 20;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource appDatabase(AppSettings settings) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("cashtide_app");
        pool.setJdbcUrl(settings.db().url());
        pool.addDataSourceProperty("currentSchema", Migrations.SCHEMA);
        pool.addDataSourceProperty("ApplicationName", "cashtide-app");
        pool.setUsername("cashtide_app");
        pool.setPassword(settings.db().app().password());
        pool.setMaximumPoolSize(CONNECTIONS_MAX);
        pool.setMinimumIdle(2);
        return pool;
    }

    @Bean
    Desk desk(CurrentPerson person) {
        return person::actor;
    }

    @Bean
    TenantDirectory tenantDirectory(AppSettings settings, InstantSource clock) {
        AppSettings.Keycloak keycloak = settings.keycloak();
        return new TenantDirectory(
                new KeycloakAccess(
                        keycloak.url(),
                        keycloak.realm(),
                        keycloak.admin().client(),
                        keycloak.admin().secret()),
                clock);
    }

    @Bean
    AdvanceBusinessDate advanceBusinessDate(Commands commands) {
        return new AdvanceBusinessDate(commands, new PostStagedRows());
    }
}
