package cashtide.ui.models;

import cashtide.app.signin.Access;
import cashtide.app.signin.CurrentPerson;
import cashtide.dataplane.RollBackModel;
import cashtide.forecast.ForecastQuality;
import cashtide.forecast.ModelStanding;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.State;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import cashtide.ui.shell.Texts;
import cashtide.ui.shell.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** Is the forecast good, is it better than the obvious guess, and where is it not? */
@Route(value = "models", layout = MainLayout.class)
@PageTitle("Models")
@Menu(title = "Models", icon = "gauge", order = Menus.CASH + 20)
@RolesAllowed({Access.CFO, Access.ANALYST, Access.TENANT_ADMIN})
@StyleSheet("operations.css")
public final class ModelsView extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MODELS_SHOWN = 20;

    public ModelsView(CurrentPerson current, Tenants tenants, RollBackModel rollBack) {
        Actor actor = current.actor();
        ForecastQuality quality = new ForecastQuality(tenants);
        ZoneId zone = tenants.inTx(actor, TenantTx::tenant).zone();
        addClassName("ct-view");
        Section body = new Section();
        body.addClassNames("ct-body", "ct-pad", "ct-operations");
        List<ForecastQuality.ModelUse> models = quality.models(actor, MODELS_SHOWN);
        quality.standing(actor)
                .ifPresentOrElse(
                        standing -> {
                            body.add(new StandingBlock(standing, actor, rollBack, zone));
                            ModelStanding.Review review = standing.review();
                            if (review != null) {
                                body.add(new ReviewBlock(review, zone));
                            }
                        },
                        () -> models.stream().limit(1).forEach(newest -> body.add(beforeTheFirst(newest, zone))));
        List<ForecastQuality.Versus> versus = quality.versus(actor);
        if (versus.isEmpty()) {
            body.add(State.empty(
                    "Nothing to judge yet. With sixteen weeks of history, forecasts of past weeks are made after the first scores,"
                            + " from what was known on each of them, and stand here beside what came."));
        }
        for (ForecastQuality.Versus one : versus) {
            body.add(currency(one, quality.byWeeksAhead(actor, Currency.getInstance(one.currency()))));
        }
        body.add(models(
                models,
                zone,
                new ExportButton(
                        tenants,
                        actor,
                        ModelsView.class,
                        () -> export(tenants.inTx(actor, TenantTx::businessDate), zone))));
        add(
                new ViewHeader("Models")
                        .subtitle("How good forecasts were, as of "
                                + Figures.date(tenants.inTx(actor, TenantTx::businessDate))),
                body);
    }

    /** What scores come from where no invoice is settled yet, so that no model could be trained. */
    private static Component beforeTheFirst(ForecastQuality.ModelUse newest, ZoneId zone) {
        Paragraph words = new Paragraph(ModelWords.of(ModelWords.beforeTheFirst(newest.model()), zone));
        words.addClassName("ct-models-verdict");
        Div title = new Div(
                new H2("What is shown"), new StatusChip(Tone.WARN, Icon.ALERT, "No model of your own history yet"));
        title.addClassName("ct-block-title");
        Div block = new Div(title, words);
        block.addClassName("ct-block");
        return block;
    }

    private static Component currency(ForecastQuality.Versus versus, List<ForecastQuality.Ahead> ahead) {
        boolean wins = !versus.baselineWins();
        Div title = new Div(
                new H2("Cash forecast in " + versus.currency()),
                new StatusChip(
                        wins ? Tone.OK : Tone.WARN,
                        wins ? Icon.CHECK : Icon.ALERT,
                        wins ? "Better than the obvious guess" : "No better than the obvious guess"));
        title.addClassName("ct-block-title");
        Paragraph verdict =
                new Paragraph("Four weeks ahead, on the invoices that were open then, weekly cash was off by "
                        + versus.oursPercent() + "% of what came. The best obvious guess, " + versus.baseline()
                        + ", was off by "
                        + versus.baselinePercent() + "%, over the same " + versus.weeks() + " weeks.");
        Grid<ForecastQuality.Ahead> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(row -> row.weeks() == 1 ? "1 week" : row.weeks() + " weeks")
                .setHeader("Made before the week's end")
                .setFlexGrow(1);
        right(grid, "Weekly error (WAPE)", row -> row.wapePercent() == null ? "" : row.wapePercent() + "%");
        right(
                grid,
                "Inside P10 to P90, aim 80%",
                row -> Math.round(100f * row.inside() / row.forecasts()) + "%, " + row.inside() + " of "
                        + row.forecasts());
        grid.setItems(ahead);
        verdict.addClassName("ct-models-verdict");
        Div block = new Div(title, verdict, grid, note());
        block.addClassName("ct-block");
        return block;
    }

    private static void right(
            Grid<ForecastQuality.Ahead> grid, String header, ValueProvider<ForecastQuality.Ahead, String> words) {
        grid.addColumn(words)
                .setHeader(header)
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1);
    }

    private static Span note() {
        Span note = new Span("All cash of the last " + ForecastQuality.WEEKS
                + " weeks, invoices not yet issued included; weeks before the first import from what was known then.");
        note.addClassNames("ct-sub", "ct-models-note");
        return note;
    }

    /** All models, not only those that are shown. */
    static Export<ForecastQuality.ModelUse> export(LocalDate today, ZoneId zone) {
        return new Export<>(
                "models",
                today,
                List.of(
                        Export.text("Model", ForecastQuality.ModelUse::model),
                        Export.day("Used as of", ForecastQuality.ModelUse::firstAsOf),
                        Export.day("Used until", ForecastQuality.ModelUse::lastAsOf),
                        Export.moment("Last run", zone, ForecastQuality.ModelUse::lastRun),
                        Export.count("Runs", ForecastQuality.ModelUse::runs),
                        Export.count("Of them for past weeks", ForecastQuality.ModelUse::rehearsed)),
                ForecastQuality::models);
    }

    private static Component models(List<ForecastQuality.ModelUse> models, ZoneId zone, ExportButton export) {
        Grid<ForecastQuality.ModelUse> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(ForecastQuality.ModelUse::model).setHeader("Model").setFlexGrow(3);
        grid.addColumn(use -> Figures.date(use.firstAsOf()) + " to " + Figures.date(use.lastAsOf()))
                .setHeader("Used as of")
                .setFlexGrow(2);
        grid.addColumn(use -> Texts.moment(use.lastRun(), zone))
                .setHeader("Last run")
                .setFlexGrow(1);
        grid.addColumn(ForecastQuality.ModelUse::runs)
                .setHeader("Runs")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1);
        grid.addColumn(ForecastQuality.ModelUse::rehearsed)
                .setHeader("Of them for past weeks")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1);
        grid.setItems(models);
        grid.setEmptyStateText("No model has scored yet. The first is trained after the first import.");
        Span end = new Span(export);
        end.addClassName("ct-head-actions");
        Div title = new Div(new H2("Models in use"), end);
        title.addClassName("ct-block-title");
        Div block = new Div(title, grid);
        block.addClassName("ct-block");
        return block;
    }
}
