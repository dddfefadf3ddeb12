package cashtide.app;

import cashtide.Migrations;
import cashtide.app.identity.KeycloakAccess;
import cashtide.app.identity.TenantDirectory;
import cashtide.app.signin.CurrentPerson;
import cashtide.audit.Commands;
import cashtide.branding.Brands;
import cashtide.branding.SetBrand;
import cashtide.dataplane.DataPlane;
import cashtide.dataplane.RequestRun;
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
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core's way to PostgreSQL. */
@Configuration(proxyBeanMethods = false)
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
    Tenants tenants(DataSource appDatabase, InstantSource clock) {
        return new Tenants(appDatabase, clock);
    }

    @Bean
    TenantHosts tenantHosts(DataSource appDatabase) {
        return new TenantHosts(appDatabase);
    }

    @Bean
    Commands commands(Tenants tenants) {
        return new Commands(tenants);
    }

    @Bean
    KnownUsers knownUsers(Tenants tenants) {
        return new KnownUsers(tenants);
    }

    @Bean
    PreferenceStore preferenceStore(Tenants tenants) {
        return new PreferenceStore(tenants);
    }

    @Bean
    Brands brands(Tenants tenants) {
        return new Brands(tenants);
    }

    @Bean
    DataPlane dataPlane(Tenants tenants) {
        return new DataPlane(tenants);
    }

    @Bean
    RequestRun requestRun(Commands commands) {
        return new RequestRun(commands);
    }

    @Bean
    CreateTenant createTenant(Commands commands) {
        return new CreateTenant(commands);
    }

    @Bean
    SetBrand setBrand(Commands commands) {
        return new SetBrand(commands);
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
    StartImport startImport(Commands commands) {
        return new StartImport(commands);
    }

    @Bean
    CancelImport cancelImport(Commands commands) {
        return new CancelImport(commands);
    }

    @Bean
    UndoImport undoImport(Commands commands) {
        return new UndoImport(commands);
    }

    @Bean
    RunImport runImport(Tenants tenants, Commands commands) {
        return new RunImport(tenants, commands);
    }

    @Bean
    ImportRuns importRuns(Tenants tenants) {
        return new ImportRuns(tenants);
    }

    @Bean
    AdvanceBusinessDate advanceBusinessDate(Commands commands) {
        return new AdvanceBusinessDate(commands, new PostStagedRows());
    }

    @Bean
    WaitingDays waitingDays(Tenants tenants) {
        return new WaitingDays(tenants);
    }
}
