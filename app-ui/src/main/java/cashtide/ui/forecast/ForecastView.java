package cashtide.ui.forecast;

import cashtide.forecast.Forecast;
import cashtide.forecast.Forecast.Scenario;
import cashtide.forecast.ForecastQuery;
import cashtide.forecast.ReceivablesQuery;
import cashtide.kpi.KeyFigures;
import cashtide.tenant.Actor;
import cashtide.tenant.Tenant;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.ui.component.DayField;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.State;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import cashtide.ui.models.ModelWords;
import cashtide.ui.shell.MainLayout;
import cashtide.ui.shell.Menus;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cash of the next weeks as of any day: {@code /forecast?asof=2026-11-17&currency=EUR&scenario=invoiced}. */
@Route(value = "forecast", layout = MainLayout.class)
@Menu(title = "Cash forecast", icon = "trend", order = Menus.CASH + 10)
@PageTitle("Cash forecast")
@StyleSheet("screens.css")
@RolesAllowed({"cfo", "tenant-admin", "ar-clerk"})
public final class ForecastView extends Div implements BeforeEnterObserver {

    private static final int DSO_DAYS = 90;
    private static final String INVOICED = "invoiced";

    private final Tenants tenants;
    private final Desk desk;
    private final Figures figures;
    private final ForecastQuery query = new ForecastQuery();
    private final ReceivablesQuery receivables = new ReceivablesQuery();
    private final KeyFigures keyFigures;
    private final ComboBox<String> currency = new ComboBox<>();
    private final DayField asOf = new DayField();
    private final Checkbox coming = new Checkbox("With invoices to come");
    private final Div page = new Div();
    private final Actor actor;

    private @Nullable Forecast shown;

    public ForecastView(Tenants tenants, Desk desk) {
        this.tenants = tenants;
        this.desk = desk;
        this.keyFigures = new KeyFigures(tenants);
        this.figures = new Figures(tenants.inTx(desk.actor(), tx -> tx.tenant().locale()));
        setClassName("ct-view");
        setSizeFull();
        currency.setAriaLabel("Currency");
        currency.setPrefixComponent(Icon.COIN.draw());
        currency.addValueChangeListener(change -> moved(change.isFromClient()));
        asOf.setAriaLabel("As of");
        asOf.setPrefixComponent(Icon.CAL.draw());
        asOf.addValueChangeListener(change -> moved(change.isFromClient()));
        coming.setId("scenario");
        coming.setTooltipText(
                "Cash expected of invoices that are not issued yet. Without it: what is invoiced already.");
        coming.addValueChangeListener(change -> moved(change.isFromClient()));
        actor = desk.actor();
        Button print = new Button("Board PDF", Icon.DOWNLOAD.draw());
        print.addClassNames("ct-btn", "ct-push");
        print.setId("print");
        print.addClickListener(
                click -> click.getSource().getElement().executeJs("requestAnimationFrame(() => window.print())"));
        Div header = new Div(
                new H1("Cash forecast"),
                currency,
                asOf,
                coming,
                print,
                new ExportButton(tenants, actor, ForecastView.class, this::export));
        header.setClassName("ct-head");
        page.setClassName("ct-page");
        add(header, page);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        show(
                parameters.getSingleParameter("asof").map(ForecastView::day).orElse(null),
                parameters.getSingleParameter("currency").orElse(null),
                parameters
                                .getSingleParameter("scenario")
                                .filter(INVOICED::equals)
                                .isPresent()
                        ? Scenario.INVOICED
                        : Scenario.ALL);
    }

    Optional<Forecast> shown() {
        return Optional.ofNullable(shown);
    }

    private void show(@Nullable LocalDate wantedDay, @Nullable String wantedCurrency, Scenario scenario) {
        page.removeAll();
        shown = null;
        coming.setValue(scenario == Scenario.ALL);
        tenants.run(desk.actor(), tx -> {
            LocalDate today = tx.businessDate();
            LocalDate day = wantedDay == null || wantedDay.isAfter(today) ? today : wantedDay;
            List<String> currencies = query.currencies(tx);
            asOf.setMax(today);
            asOf.setValue(day);
            currency.setItems(currencies);
            if (currencies.isEmpty()) {
                page.add(
                        State.empty(
                                "No forecast yet. It is made from the open items after the first import, and again every day."));
                return;
            }
            String chosen = wantedCurrency != null && currencies.contains(wantedCurrency)
                    ? wantedCurrency
                    : currencies.getFirst();
            currency.setValue(chosen);
            Optional<Forecast> forecast = query.asOf(tx, day, chosen, scenario);
            if (forecast.isEmpty()) {
                page.add(State.empty("No forecast was made by " + Figures.date(day) + ". Choose a later day."));
                return;
            }
            shown = forecast.get();
            LocalDate previous = forecast.get().previousAsOf();
            draw(
                    forecast.get(),
                    query.accuracy(tx, forecast.get()),
                    receivables.asOf(tx, forecast.get().asOf(), chosen),
                    previous == null
                            ? List.of()
                            : receivables.changes(
                                    tx, chosen, previous, forecast.get().asOf()),
                    today);
        });
    }

    private void draw(
            Forecast forecast,
            ForecastQuery.Accuracy accuracy,
            ReceivablesQuery.Receivables parts,
            List<ReceivablesQuery.Change> changes,
            LocalDate today) {
        ForecastCards cards = new ForecastCards(figures, forecast);
        ForecastCharts charts = new ForecastCharts(figures, forecast);
        Div horizons = new Div();
        horizons.setClassName("ct-kpis");
        forecast.horizons().forEach(horizon -> horizons.add(cards.horizon(horizon)));
        Div left =
                new Div(charts.fan(week -> openBar(forecast, week)), charts.drivers(week -> openBar(forecast, week)));
        left.setClassName("ct-page-left");
        Div right = new Div(
                cards.changes(changes),
                cards.accuracy(accuracy),
                cards.receivables(parts, today),
                cards.daysSalesOutstanding(keyFigures.on(
                        desk.actor(), forecast.asOf(), DSO_DAYS, Currency.getInstance(forecast.currency()))));
        right.setClassName("ct-page-right");
        Tenant tenant = tenants.inTx(actor, TenantTx::tenant);
        Div printed = new Div(new Span(tenant.name()
                + " \u00b7 cash forecast in " + forecast.currency() + " as of " + Figures.date(forecast.asOf())
                + " \u00b7 " + ModelWords.of("by " + forecast.model(), tenant.zone())
                + (forecast.rehearsed() ? ", made afterwards from what was known that day" : "")
                + (forecast.scenario() == Scenario.ALL ? "" : ", of what is invoiced already")));
        printed.setClassName("ct-print-only");
        page.add(printed);
        if (forecast.baselineShown()) {
            Div notice = new Div(
                    new StatusChip(Tone.WARN, Icon.ALERT, "Naive baseline shown"),
                    new Span("This forecast follows the " + forecast.model() + " in place of a model. "
                            + (forecast.beforeAnyModel()
                                    ? "One is trained as soon as an invoice is settled."
                                    : "The page Models says why.")));
            notice.setClassName("ct-baseline-notice");
            page.add(notice);
        }
        page.add(horizons, left, right);
    }

    private Export<Forecast.Week> export() {
        Forecast now = shown;
        if (now == null) {
            LocalDate day = Objects.requireNonNullElse(asOf.getValue(), LocalDate.EPOCH);
            return new Export<>(
                    "cash forecast", day, List.of(Export.day("Week from", Forecast.Week::start)), tx -> Stream.of());
        }
        return new Export<>(
                "cash forecast " + now.currency() + (now.scenario() == Scenario.ALL ? "" : " " + INVOICED),
                now.asOf(),
                List.of(
                        Export.day("Week from", Forecast.Week::start),
                        Export.text("Currency", week -> now.currency()),
                        Export.money("P10", week -> now.money(week.cash().p10Minor())),
                        Export.money("P50", week -> now.money(week.cash().p50Minor())),
                        Export.money("P90", week -> now.money(week.cash().p90Minor())),
                        Export.money("Promised", week -> now.money(week.promisedMinor())),
                        Export.money("Open items", week -> now.money(week.openItemsMinor())),
                        Export.money("Disputed", week -> now.money(week.disputedMinor())),
                        Export.money("Not yet invoiced", week -> now.money(week.newBusinessMinor()))),
                tx -> now.weeks().stream());
    }

    void openBar(Forecast forecast, int week) {
        if (week >= 0 && week < forecast.weeks().size()) {
            new BehindBar(tenants, desk, figures, forecast, week).open();
        }
    }

    private void moved(boolean byPerson) {
        if (byPerson && asOf.getValue() != null && currency.getValue() != null) {
            Map<String, List<String>> query = new LinkedHashMap<>();
            query.put("asof", List.of(asOf.getValue().toString()));
            query.put("currency", List.of(currency.getValue()));
            if (!coming.getValue()) {
                query.put("scenario", List.of(INVOICED));
            }
            UI.getCurrent().navigate(ForecastView.class, new QueryParameters(query));
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
