package cashtide.ui.worklist;

import cashtide.ui.component.Figures;
import cashtide.worklist.AccountItem;
import com.vaadin.flow.component.grid.ColumnTextAlign;
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

    public ItemsGrid(Figures figures, AccountWords words, List<AccountItem> rows, LocalDate today) {
        this.rows = rows;
        addThemeVariants(GridVariant.NO_BORDER);
        addClassName("ct-items-grid");
        setSelectionMode(SelectionMode.MULTI);
        addColumn(AccountItem::number).setHeader("Document").setFlexGrow(1).setWidth("110px");
        right(item -> item.daysLate() == null ? "" : Figures.date(item.dueDate()), "Due", "104px", "");
        addComponentColumn(item -> days(item))
                .setHeader("Days")
                .setWidth("98px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        right(item -> figures.amount(item.open()), "Open amount", "116px", "ct-b");
        right(item -> Figures.shortDate(item.expectedOn(), today), "Expected", "84px", "ct-sub");
        addComponentColumn(words::status).setHeader("Status").setWidth("158px").setFlexGrow(0);
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

    private static Span days(AccountItem item) {
        Span days = new Span(Figures.days(item.daysLate()));
        Integer late = item.daysLate();
        days.setClassName(late != null && late > 0 ? "ct-n ct-danger" : "ct-n ct-sub");
        return days;
    }
}
