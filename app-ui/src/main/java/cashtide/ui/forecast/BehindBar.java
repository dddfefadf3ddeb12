package cashtide.ui.forecast;

import cashtide.forecast.Forecast;
import cashtide.forecast.ForecastQuery;
import cashtide.tenant.Tenants;
import cashtide.ui.component.Desk;
import cashtide.ui.component.Export;
import cashtide.ui.component.ExportButton;
import cashtide.ui.component.Figures;
import cashtide.ui.component.State;
import cashtide.ui.customer.CustomerView;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.List;

/** The open items behind a bar: the part of each that is expected in that week, the largest first. */
final class BehindBar extends Dialog {

    BehindBar(Tenants tenants, Desk desk, Figures figures, Forecast forecast, int week) {
        Forecast.Week bar = forecast.weeks().get(week);
        ForecastQuery query = new ForecastQuery();
        ForecastQuery.ItemsTotal total = tenants.inTx(desk.actor(), tx -> query.behindTotal(tx, forecast, week));
        setHeaderTitle("Week of " + Figures.date(bar.start()));
        setWidth("860px");
        addClassName("ct-dialog");
        Paragraph sum = new Paragraph(figures.count(total.items()) + " open items, expected together "
                + total.expected().currency() + " " + figures.whole(total.expected()) + " of a P50 of "
                + figures.whole(forecast.money(bar.cash().p50Minor()))
                + (bar.newBusinessMinor() == 0
                        ? ""
                        : "; " + figures.whole(forecast.money(bar.newBusinessMinor())) + " of it not yet invoiced"));
        sum.setClassName("ct-sub ct-sm");
        add(sum);
        if (total.items() == 0) {
            add(State.empty("The items behind older forecasts are no longer kept. Choose the newest day to see them."));
        } else {
            add(grid(tenants, desk, figures, query, forecast, week, total.items()));
        }
        if (total.items() > 0) {
            getFooter()
                    .add(new ExportButton(
                            tenants, desk.actor(), ForecastView.class, () -> export(query, forecast, week)));
        }
        getFooter().add(new Button("Close", click -> close()));
    }

    private static Grid<ForecastQuery.ItemBehind> grid(
            Tenants tenants, Desk desk, Figures figures, ForecastQuery query, Forecast forecast, int week, int size) {
        Grid<ForecastQuery.ItemBehind> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.addClassName("ct-list-grid");
        grid.addComponentColumn(row -> new RouterLink(
                        row.customerName(), CustomerView.class, new RouteParameters("number", row.customerNumber())))
                .setHeader("Customer")
                .setFlexGrow(1);
        grid.addColumn(ForecastQuery.ItemBehind::document)
                .setHeader("Document")
                .setWidth("150px")
                .setFlexGrow(0);
        right(grid, row -> Figures.date(row.dueDate()), "Due", "120px");
        right(grid, row -> figures.amount(row.open()), "Open", "130px");
        right(grid, row -> Figures.percent(row.probability()) + "%", "Chance", "80px");
        right(grid, row -> figures.whole(row.expected()), "Expected", "110px");
        grid.setItems(
                wanted -> tenants
                        .inTx(
                                desk.actor(),
                                tx -> query.behind(tx, forecast, week, wanted.getOffset(), wanted.getLimit()))
                        .stream(),
                wanted -> size);
        grid.setHeight("420px");
        return grid;
    }

    private static Export<ForecastQuery.ItemBehind> export(ForecastQuery query, Forecast forecast, int week) {
        return new Export<>(
                "cash expected in the week of " + forecast.weeks().get(week).start(),
                forecast.asOf(),
                List.of(
                        Export.text("Customer number", ForecastQuery.ItemBehind::customerNumber),
                        Export.text("Customer", ForecastQuery.ItemBehind::customerName),
                        Export.text("Document", ForecastQuery.ItemBehind::document),
                        Export.day("Due", ForecastQuery.ItemBehind::dueDate),
                        Export.currency(ForecastQuery.ItemBehind::open),
                        Export.money("Open", ForecastQuery.ItemBehind::open),
                        Export.probability("Chance", ForecastQuery.ItemBehind::probability),
                        Export.money("Expected", ForecastQuery.ItemBehind::expected)),
                tx -> query.behind(tx, forecast, week, 0, Integer.MAX_VALUE).stream());
    }

    private static void right(
            Grid<ForecastQuery.ItemBehind> grid,
            ValueProvider<ForecastQuery.ItemBehind, String> text,
            String header,
            String width) {
        grid.addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
    }
}
