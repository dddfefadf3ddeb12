package cashtide.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A chart with its title, unit and legend, and the same figures as a table for who prefers or needs them. */
public final class ChartCard extends Div {

    /** A key of the legend: CSS class of its mark, and what the mark stands for. */
    public record Key(String css, String words) {}

    public ChartCard(
            String title,
            String unit,
            List<Key> legend,
            Component chart,
            List<String> columns,
            List<List<String>> rows) {
        setClassName("ct-card ct-chart");
        Div keys = new Div();
        keys.setClassName("ct-legend ct-push");
        for (Key key : legend) {
            Span mark = new Span();
            mark.setClassName("ct-key " + key.css());
            keys.add(new Span(mark, new Span(key.words())));
        }
        NativeTable table = table(title, columns, rows);
        table.setVisible(false);
        Button toggle = new Button(Icon.TABLE.draw());
        toggle.setClassName("ct-btn ct-icon-btn");
        toggle.setAriaLabel("Show " + title + " as a table");
        toggle.addClickListener(click -> {
            boolean asTable = !table.isVisible();
            table.setVisible(asTable);
            chart.setVisible(!asTable);
            toggle.setAriaLabel("Show " + title + (asTable ? " as a chart" : " as a table"));
        });
        Div header = new Div(new H2(title), grey(unit), keys, toggle);
        header.setClassName("ct-card-head");
        Div tableScroll = new Div(table);
        tableScroll.setClassName("ct-chart-table");
        add(header, chart, tableScroll);
    }

    private static Span grey(String words) {
        Span span = new Span(words);
        span.setClassName("ct-sub ct-xs");
        return span;
    }

    private static NativeTable table(String title, List<String> columns, List<List<String>> rows) {
        NativeTableHeader header = new NativeTableHeader();
        NativeTableRow head = new NativeTableRow();
        columns.forEach(column -> head.add(new NativeTableHeaderCell(column)));
        header.add(head);
        NativeTableBody body = new NativeTableBody();
        for (List<String> row : rows) {
            NativeTableRow line = new NativeTableRow();
            row.forEach(cell -> line.add(new NativeTableCell(cell)));
            body.add(line);
        }
        NativeTable table = new NativeTable();
        table.setClassName("ct-table");
        table.getElement().setAttribute("aria-label", title);
        table.add(header, body);
        return table;
    }
}
