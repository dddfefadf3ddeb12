package cashtide.ui.worklist;

import cashtide.ui.component.Figures;
import cashtide.ui.component.MarkedRows;
import cashtide.worklist.WorklistRow;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSingleSelectionModel;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * The ranked accounts, two lines each, fetched page by page as they are scrolled into sight. Cells are drawn in the browser
 * from plain values, so that a hundred thousand rows cost as much as the dozens that are seen.
 */
final class AccountGrid extends Grid<WorklistRow> {

    private static final int CHIPS_SHOWN = 2;

    // What the list's usual width has for chips, and what a chip needs: px, and px a letter.
    private static final double CHIPS_WIDTH = 227;
    private static final double CHIP_WIDTH = 28;
    private static final double LETTER_WIDTH = 5.7;

    /** In px: from here on the list has room for what is otherwise in the account beside it. */
    private static final int WIDE_FROM = 760;

    private final Supplier<LocalDate> today;

    /** @param marked the bar of those that are marked; it brings the column of the boxes */
    AccountGrid(Figures figures, Supplier<LocalDate> today, MarkedRows<WorklistRow> marked) {
        this.today = today;
        addThemeVariants(GridVariant.NO_BORDER);
        addClassName("ct-worklist-grid");
        setPageSize(60);
        setSizeFull();
        // A click on the account that is shown must not take it away.
        if (setSelectionMode(SelectionMode.SINGLE) instanceof GridSingleSelectionModel<WorklistRow> one) {
            one.setDeselectAllowed(false);
        }
        marked.column(this);
        addColumn(LitRenderer.<WorklistRow>of("<span class='ct-sub ct-n'>${item.rank}</span>")
                        .withProperty("rank", WorklistRow::rank))
                .setHeader("#")
                .setWidth("32px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        addColumn(nameAndChips())
                .setHeader("Customer and why now")
                .setFlexGrow(1)
                .setWidth("200px");
        addColumn(LitRenderer.<WorklistRow>of(
                                "<span class='ct-fig'><span class='ct-ccy'>${item.code}</span>${item.amount}</span>")
                        .withProperty("code", row -> row.overdue().currency().getCurrencyCode())
                        .withProperty("amount", row -> figures.amount(row.overdue())))
                .setHeader("Overdue")
                .setWidth("116px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        addColumn(LitRenderer.<WorklistRow>of("<span class='ct-n'>${item.days}</span>")
                        .withProperty("days", row -> row.oldestDays() == null ? "" : row.oldestDays() + " d"))
                .setHeader("Oldest")
                .setWidth("54px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        addColumn(probability())
                .setHeader(AccountWords.pLate())
                .setWidth("56px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        addColumn(LitRenderer.<WorklistRow>of("<span class='ct-n ct-wrap' title='${item.whole}'>${item.day}</span>")
                        .withProperty("day", row -> Figures.expectedShort(row.expectedOn(), row.orLater(), today.get()))
                        .withProperty("whole", row -> Figures.expected(row.expectedOn(), row.orLater())))
                .setHeader("Expected")
                .setWidth("74px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        List<Column<WorklistRow>> whereWide = List.of(
                addColumn(LitRenderer.<WorklistRow>of("<span class='ct-n'>${item.contact}</span>")
                                .withProperty("contact", row -> Figures.shortDate(row.lastContactOn(), today.get())))
                        .setHeader("Contact")
                        .setWidth("72px")
                        .setFlexGrow(0)
                        .setTextAlign(ColumnTextAlign.END),
                addColumn(LitRenderer.<WorklistRow>of("<div class='ct-cut' title='${item.step}'>${item.step}</div>")
                                .withProperty("step", this::nextStep))
                        .setHeader("Next step")
                        .setWidth("150px")
                        .setFlexGrow(0));
        getColumns().forEach(column -> column.setResizable(true));
        whereWide.forEach(column -> column.setVisible(false));
        getElement()
                .addEventListener(
                        "ct-wide",
                        event -> whereWide.forEach(column -> column.setVisible(
                                event.getEventData().get("event.detail").asBoolean())))
                .addEventData("event.detail");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        getElement().executeJs("""
            let wide = false;
            new ResizeObserver(() => {
              const now = this.offsetWidth > $0;
              if (now !== wide) {
                wide = now;
                this.dispatchEvent(new CustomEvent('ct-wide', { detail: now }));
              }
            }).observe(this)""", WIDE_FROM);
    }

    private String nextStep(WorklistRow row) {
        String day = Figures.shortDate(row.nextStepOn(), today.get());
        return row.nextStep().isBlank() ? day : day + " " + row.nextStep();
    }

    /** The tone of a chance of being late: its bar's colour repeats the height of the figure. */
    static String tone(double pLate) {
        return pLate >= 0.65 ? "danger" : pLate >= 0.45 ? "warn" : "quiet";
    }

    void show(CallbackDataProvider<WorklistRow, Void> rows) {
        setDataProvider(rows);
    }

    private LitRenderer<WorklistRow> nameAndChips() {
        return LitRenderer.<WorklistRow>of("""
            <div class='ct-cut ct-b' title='${item.name}'>${item.name}</div>
            ${item.chips.length == 0 ? '' : html`<div class='ct-chips'>${item.chips.map(c => c.split('|')).map(c => html`<span class='ct-chip ${c[0]}'><i class='${c[1]}' aria-hidden='true'></i>${c[2]}</span>`)}
            ${item.more ? html`<span class='ct-chip quiet' title='${item.rest}'>+${item.more}</span>` : ''}</div>`}\
            """)
                .withProperty("name", WorklistRow::customerName)
                .withProperty("chips", row -> words(row).stream()
                        .limit(shown(row))
                        .map(chip -> chip.tone().css() + "|" + chip.icon().css() + "|"
                                + chip.words().replace('|', '/'))
                        .toList())
                .withProperty("more", row -> row.chips().size() - shown(row))
                .withProperty(
                        "rest",
                        row -> String.join(
                                ", ",
                                words(row).stream()
                                        .skip(shown(row))
                                        .map(ChipWords::words)
                                        .toList()));
    }

    private static LitRenderer<WorklistRow> probability() {
        return LitRenderer.<WorklistRow>of("""
            ${item.p == null ? '' : html`<span class='ct-n'>${item.p}<span class='ct-u'>%</span></span>
            <span class='ct-meter' aria-hidden='true'><span class='${item.tone}' style='width:${item.p}%'></span></span>`}\
            """)
                .withProperty("p", row -> row.pLate() == null ? null : Figures.percent(row.pLate()))
                .withProperty("tone", row -> row.pLate() == null ? "" : tone(row.pLate()));
    }

    /** At most two, and only as many as fit beside the number of the others: a chip that is cut off says nothing. */
    private int shown(WorklistRow row) {
        List<ChipWords> words = words(row);
        double width = 0;
        int count = 0;
        for (ChipWords chip : words) {
            double others = words.size() > count + 1 ? CHIP_WIDTH : 0;
            width += CHIP_WIDTH + LETTER_WIDTH * chip.words().length();
            if (count == CHIPS_SHOWN || (count > 0 && width + others > CHIPS_WIDTH)) {
                break;
            }
            count++;
        }
        return count;
    }

    private List<ChipWords> words(WorklistRow row) {
        return row.chips().stream().map(chip -> ChipWords.of(chip, today.get())).toList();
    }
}
