package cashtide.ui.customer;

import cashtide.kpi.AgingBucket;
import cashtide.money.Money;
import cashtide.score.ScoreQuery;
import cashtide.ui.component.CashChart;
import cashtide.ui.component.Figure;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.Meter;
import cashtide.ui.component.Strip;
import cashtide.ui.worklist.AccountWords;
import cashtide.ui.worklist.ItemsGrid;
import cashtide.ui.worklist.TimelineList;
import cashtide.worklist.Account;
import cashtide.worklist.AccountHistory;
import cashtide.worklist.AccountQuery;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a customer's page. */
final class CustomerCards {

    private static final int HIGHLIGHTED = 6;

    private final Figures figures;
    private final CustomerPage.Shown now;
    private final AccountWords words;

    CustomerCards(Figures figures, CustomerPage.Shown now) {
        this.figures = figures;
        this.now = now;
        this.words = new AccountWords(figures, now.today());
    }

    Strip facts() {
        Account account = now.account();
        Strip strip = new Strip("six")
                .with("Balance", Figure.of(figures, account.balance(), "m"), words.documents(account))
                .with(
                        "Overdue",
                        Figure.of(figures, account.overdue(), account.overdue().isZero() ? "m" : "m danger"),
                        words.overdue(account));
        Integer used = account.creditUsedPercent();
        Money limit = account.creditLimit();
        if (used == null || limit == null) {
            strip.with("Credit limit used", Figure.words("\u2013", "m"), "no limit set");
        } else {
            strip.with(
                    "Credit limit used",
                    Figure.withUnit(Integer.toString(used), "%", "of " + figures.whole(limit), "m"),
                    new Meter(used, used >= 90 ? "warn" : ""));
        }
        Double late = account.pLate();
        AccountHistory.Punctuality punctuality = now.punctuality();
        return strip.with(
                        "P(late)",
                        late == null
                                ? Figure.words("\u2013", "m")
                                : Figure.withUnit(
                                        Figures.percent(late),
                                        "%",
                                        now.weightiest().isEmpty()
                                                ? ""
                                                : late >= 0.65 ? "high" : late >= 0.45 ? "medium" : "low",
                                        "m"),
                        now.weightiest()
                                .map(one -> "scored as of "
                                        + Figures.shortDate(one.score().asOf(), now.today()))
                                .orElse("not scored yet"))
                .with("Pays on average", pays(punctuality.recentDays()), before(punctuality))
                .with(
                        "Cash expected",
                        Figure.words(Figures.expectedShort(account.expectedOn(), account.orLater(), now.today()), "m"),
                        account.expectedFrom() == null
                                ? "by usual lateness"
                                : "P10 " + Figures.shortDate(account.expectedFrom(), now.today()) + ", P90 "
                                        + Figures.shortDate(account.expectedTo(), now.today()));
    }

    Div aged() {
        Div bar = new Div();
        bar.setClassName("ct-agebar");
        bar.getElement().setAttribute("role", "img").setAttribute("aria-label", "Aged balance");
        DescriptionList legend = new DescriptionList();
        legend.setClassName("ct-ages");
        for (AgingBucket bucket : AgingBucket.values()) {
            Money amount = now.aging()
                    .getOrDefault(bucket, Money.zero(now.account().balance().currency()));
            Span slice = new Span();
            slice.setClassName("ct-age-" + bucket.name().toLowerCase(Locale.ROOT));
            slice.getStyle().set("flex-grow", Long.toString(Math.max(0, amount.minor())));
            slice.setVisible(!amount.isZero());
            bar.add(slice);
            Span swatch = new Span();
            swatch.setClassName("ct-sw ct-age-" + bucket.name().toLowerCase(Locale.ROOT));
            DescriptionList.Term term = new DescriptionList.Term();
            term.add(swatch, new Span(bucket == AgingBucket.CURRENT ? "Not due" : bucket.label()));
            Anchor open = new Anchor(
                    "open-items?customer=" + now.account().number() + "&bucket=" + bucket.name(),
                    figures.amount(amount));
            open.setClassName(amount.isZero() ? "ct-n ct-sub" : "ct-n ct-b");
            legend.getElement().appendChild(new Div(term, new DescriptionList.Description(open)).getElement());
        }
        return section(
                "Aged balance",
                now.account().id().currency() + ", days past due on " + Figures.date(now.today()),
                bar,
                legend);
    }

    /**
     * The lists of what there is.
     *
     * @param closeDispute null for those who may not collect
     * @param apply null for those who may not apply cash
     */
    TabSheet documents(
            @Nullable Consumer<AccountHistory.DisputeRow> closeDispute,
            @Nullable Consumer<AccountHistory.PaymentRow> apply) {
        TabSheet sheet = new TabSheet();
        sheet.addClassName("ct-tabsheet");
        ItemsGrid items = new ItemsGrid(figures, words, now.items(), now.today(), true);
        items.setSelectionMode(Grid.SelectionMode.NONE);
        sheet.add(tab("Open items", now.items().size()), items);
        sheet.add(
                tab("Payments", now.payments().size()),
                new HistoryGrids(figures, now.today())
                        .payments(now.payments(), now.account().id().currency(), apply));
        sheet.add(
                tab("Disputes", now.disputes().size()),
                new HistoryGrids(figures, now.today()).disputes(now.disputes(), closeDispute));
        sheet.add(
                tab("Promises", now.promises().size()),
                new HistoryGrids(figures, now.today()).promises(now.promises()));
        return sheet;
    }

    Div daysLate() {
        List<AccountHistory.Settled> settled = now.settled();
        if (settled.isEmpty()) {
            return section("Days late", "", grey("No invoice was paid yet."));
        }
        CashChart chart = CashChart.daysLate(
                new CashChart.DaysLate(
                        "Days late of the last " + settled.size() + " paid invoices, from "
                                + settled.getFirst().daysLate() + " to "
                                + settled.getLast().daysLate(),
                        figures.locale().toLanguageTag(),
                        settled.stream()
                                .map(row -> Figures.shortDate(row.settledOn(), now.today()))
                                .toList(),
                        settled.stream().map(AccountHistory.Settled::number).toList(),
                        settled.stream().map(AccountHistory.Settled::daysLate).toList(),
                        settled.stream().map(row -> days(row.daysLate())).toList(),
                        HIGHLIGHTED),
                132);
        return section(
                "Days late",
                "last " + settled.size() + " paid invoices, the last " + HIGHLIGHTED + " highlighted",
                chart);
    }

    Div timeline() {
        int more = now.timelineSize() - now.timeline().size();
        Div section = section(
                "Timeline",
                now.timelineSize() + (now.timelineSize() == 1 ? " entry" : " entries"),
                new TimelineList(now.timeline().stream().map(words::entry).toList()));
        if (more > 0) {
            section.add(grey("and " + more + " older"));
        }
        return section;
    }

    Div advice() {
        Span mark = Icon.TARGET.draw();
        mark.addClassName("mark");
        Div title = new Div(mark, new H2("Next best action"));
        title.setClassName("ct-row");
        Paragraph what = new Paragraph(words.adviceTitle(now.account(), now.advice()));
        Paragraph why = grey(words.adviceReason(now.advice()));
        Div card = new Div(title, what, why);
        card.setClassName("ct-advice column");
        return card;
    }

    Div why() {
        AccountQuery.Weightiest weightiest = now.weightiest().orElse(null);
        if (weightiest == null) {
            return section("Why this risk", "", grey("No score yet. Until then the customer's usual lateness counts."));
        }
        ScoreQuery.Score score = weightiest.score();
        String scored = "Scored as of " + Figures.date(score.asOf()) + " on " + score.evidence() + " paid invoices"
                + (score.littleEvidence() ? ": little evidence." : ".");
        // The account's P(late) is of all its items; what is explained is one of them.
        boolean late = weightiest.dueDate().isBefore(now.today());
        String title =
                "Why " + weightiest.document() + (late ? " is late" : " is at " + Figures.percent(score.pLate()) + "%");
        if (score.drivers().isEmpty()) {
            return section(title, "", grey("No reasons came with this score. " + scored));
        }
        Div drivers = new Div();
        drivers.setClassName("ct-drivers");
        for (ScoreQuery.Driver driver : score.drivers()) {
            boolean worse = driver.effectPoints() > 0;
            var arrow = (worse ? Icon.AUP : Icon.ADOWN).draw();
            arrow.addClassNames("s", worse ? "ct-danger" : "ct-ok");
            Span points = new Span((worse ? "+" : "\u2212") + Math.abs(driver.effectPoints()));
            points.setClassName("ct-n ct-b");
            Div line = new Div(arrow, new Span(driver.text()), points);
            drivers.add(line);
        }
        return section(title, "", drivers, grey("The largest item; points of its P(late). " + scored));
    }

    Div contacts() {
        Div people = new Div();
        people.setClassName("ct-people");
        for (AccountHistory.Contact contact : now.contacts()) {
            String name =
                    contact.name().isBlank() ? (contact.email() == null ? "Contact" : contact.email()) : contact.name();
            Span strong = new Span(name);
            strong.setClassName("ct-b");
            Div lines = new Div(strong, grey(contact.role()));
            if (contact.email() != null && !contact.email().equals(name)) {
                lines.add(grey(contact.email()));
            }
            if (contact.phone() != null) {
                lines.add(grey(contact.phone()));
            }
            people.add(lines);
        }
        return section(
                "Contacts",
                "",
                now.contacts().isEmpty() ? grey("None known. Imports and the customer form add them.") : people);
    }

    Div terms() {
        Account account = now.account();
        DescriptionList list = new DescriptionList();
        list.setClassName("ct-kv");
        pair(list, "Terms", account.terms());
        pair(list, "Reach by", account.preferredChannel());
        pair(list, "Language", account.language());
        pair(list, "Segment", account.segment());
        pair(list, "Collector", account.collectorName());
        return section("Terms and contact", "", list);
    }

    private static void pair(DescriptionList list, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            list.add(new DescriptionList.Term(label), new DescriptionList.Description(value));
        }
    }

    private static Figure pays(@Nullable Integer days) {
        if (days == null) {
            return Figure.words("\u2013", "m");
        }
        return days == 0
                ? Figure.words("on time", "m")
                : Figure.withUnit(Integer.toString(Math.abs(days)), "", days > 0 ? "days late" : "days early", "m");
    }

    private static String before(AccountHistory.Punctuality punctuality) {
        if (punctuality.recentDays() == null) {
            return "no invoice paid yet";
        }
        return "last " + AccountWords.counted(punctuality.recentInvoices(), "invoice")
                + (punctuality.earlierDays() == null ? "" : ", " + punctuality.earlierDays() + " before");
    }

    private static String days(int daysLate) {
        return daysLate > 0 ? daysLate + " days late" : daysLate == 0 ? "on time" : -daysLate + " days early";
    }

    private static Tab tab(String label, int count) {
        Span number = new Span(Integer.toString(count));
        number.setClassName("ct-count");
        return new Tab(new Span(label), number);
    }

    private static Div section(String title, String sub, Component... content) {
        Span grey = new Span(sub);
        grey.setClassName("ct-xs ct-sub");
        Div cap = new Div(new H2(title), grey);
        cap.setClassName("ct-row ct-cap");
        Div section = new Div(cap);
        section.add(content);
        section.setClassName("ct-section");
        return section;
    }

    private static Paragraph grey(String text) {
        Paragraph grey = new Paragraph(text);
        grey.setClassName("ct-sub ct-sm");
        return grey;
    }
}
