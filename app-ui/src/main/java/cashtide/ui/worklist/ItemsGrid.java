package cashtide.ui.worklist;

import cashtide.ui.component.Figures;
import cashtide.worklist.AccountItem;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.FooterRow;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import java.time.LocalDate;
import java.util.List;

/** The open items of one account, with a mark for each that an action is about. */
public final class ItemsGrid extends Grid<AccountItem> {

    private static final int ROWS_WITHOUT_SCROLLING = 12;

    private final List<AccountItem> rows;

    /** @param expected whether there is room for the expected day */
    public ItemsGrid(Figures figures, AccountWords words, List<AccountItem> rows, LocalDate today, boolean expected) {
        this.rows = rows;
        addThemeVariants(GridVariant.NO_BORDER);
        addClassName("ct-items-grid");
        setSelectionMode(SelectionMode.MULTI);
        addColumn(AccountItem::number).setHeader("Document").setFlexGrow(1).setWidth(expected ? "116px" : "124px");
        right(item -> due(item, today, expected), "Due", expected ? "60px" : "100px", "");
        addComponentColumn(item -> days(item, expected))
                .setHeader(expected ? "Late" : "Days")
                .setWidth(expected ? "72px" : "86px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        right(
                item -> figures.amount(item.open()),
                expected ? "Open" : "Open amount",
                expected ? "86px" : "102px",
                "ct-b");
        if (expected) {
            right(
                    item -> Figures.expectedShort(item.expectedOn(), item.orLater(), today),
                    "Expected",
                    "98px",
                    "ct-sub");
        }
        addComponentColumn(words::status)
                .setHeader("Status")
                .setWidth(expected ? "132px" : "140px")
                .setFlexGrow(0);
        balance(figures, rows);
        // The column of the boxes has no width of its own in Flow.
        getElement()
                .executeJs(
                        "const c = this.querySelector('vaadin-grid-flow-selection-column'); if (c) c.width = '38px'");
        setItems(rows);
        if (rows.size() <= ROWS_WITHOUT_SCROLLING) {
            setAllRowsVisible(true);
        } else {
            setHeight("420px");
        }
    }

    /** Marks the first item that is not marked. */
    void selectNext() {
        rows.stream()
                .filter(row -> !getSelectedItems().contains(row))
                .findFirst()
                .ifPresent(this::select);
    }

    private void balance(Figures figures, List<AccountItem> rows) {
        if (rows.size() < 2) {
            return;
        }
        FooterRow footer = appendFooterRow();
        Span label = new Span("Open");
        label.setClassName("ct-b");
        Span sum = new Span(
                figures.amount(AccountItem.sum(rows, rows.getFirst().open().currency())));
        sum.setClassName("ct-n ct-b");
        footer.getCell(getColumns().getFirst()).setComponent(label);
        footer.getCell(getColumns().get(3)).setComponent(sum);
    }

    private void right(ValueProvider<AccountItem, String> text, String header, String width, String css) {
        addComponentColumn(item -> {
                    Span span = new Span(text.apply(item));
                    span.setClassName("ct-n " + css);
                    return span;
                })
                .setHeader(header)
                .setWidth(width)
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
    }

    private static String due(AccountItem item, LocalDate today, boolean narrow) {
        if (item.daysLate() == null) {
            return "";
        }
        return narrow ? Figures.shortDate(item.dueDate(), today) : Figures.date(item.dueDate());
    }

    private static Span days(AccountItem item, boolean narrow) {
        String words = Figures.days(item.daysLate());
        Span days = new Span(narrow ? words.replace(" late", "").replace("due ", "") : words);
        Integer late = item.daysLate();
        days.setClassName(late != null && late > 0 ? "ct-n ct-danger" : "ct-n ct-sub");
        return days;
    }
}
