package cashtide.ui.imports;

import cashtide.imports.ImportRun;
import cashtide.imports.ImportStatus;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** Where the import stands: files, columns, dry run, import. */
final class Steps extends OrderedList {

    private static final long serialVersionUID = 1L;

    Steps() {
        addClassName("ct-steps");
    }

    void show(boolean files, boolean columns, @Nullable ImportRun run) {
        boolean checked = run != null && (!run.dryRun() || run.status() == ImportStatus.DONE);
        boolean imported = run != null && !run.dryRun() && run.status() == ImportStatus.DONE;
        int now = !files ? 1 : !columns ? 2 : !checked ? 3 : 4;
        removeAll();
        add(
                step(1, "Files", files ? "added" : "a zip, or the CSV files", now),
                step(2, "Columns", columns ? "all known" : "some are not known", now),
                step(3, "Dry run", checked ? "no problem blocks" : "changes nothing", now),
                step(4, "Import", imported ? "done" : "whole or not at all", imported ? 5 : now));
    }

    private static ListItem step(int number, String title, String note, int now) {
        Span mark = new Span(number < now ? "\u2713" : String.valueOf(number));
        mark.addClassName("ct-step-mark");
        Span name = new Span(title);
        name.addClassName("ct-step-name");
        Span line = new Span(note);
        line.addClassName("ct-sub");
        Span words = new Span(name, line);
        words.addClassName("ct-step-words");
        ListItem item = new ListItem(mark, words);
        item.addClassName(number < now ? "done" : number == now ? "now" : "later");
        if (number == now) {
            item.getElement().setAttribute("aria-current", "step");
        }
        return item;
    }
}
