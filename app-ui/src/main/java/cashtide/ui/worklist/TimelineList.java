package cashtide.ui.worklist;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** What happened, the newest first, over all channels. */
public final class TimelineList extends OrderedList {

    public TimelineList(List<AccountWords.Entry> entries) {
        setClassName("ct-tl");
        for (AccountWords.Entry entry : entries) {
            var icon = entry.icon().draw();
            icon.addClassName("s");
            Span dot = new Span(icon);
            dot.setClassName("ct-dot " + entry.tone().css());
            Span title = new Span(entry.title());
            title.setClassName("ct-b");
            Div what = new Div(title);
            what.setClassName("what");
            if (!entry.detail().isEmpty()) {
                Paragraph detail = new Paragraph(entry.detail());
                detail.setClassName("ct-cut");
                detail.setTitle(entry.detail());
                what.add(detail);
            }
            Span when = new Span(entry.when());
            when.setClassName("when ct-n");
            add(new ListItem(dot, what, when));
        }
    }
}
