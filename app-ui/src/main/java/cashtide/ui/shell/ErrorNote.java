package cashtide.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** What went wrong, what to do, and a way on: the body of the pages for errors. */
final class ErrorNote extends Div {

    private static final long serialVersionUID = 1L;

    ErrorNote(String title, String explanation, Component... ways) {
        addClassName("ct-error");
        Span row = new Span(ways);
        row.addClassName("ct-error-ways");
        add(new H1(title), new Paragraph(explanation), row);
    }
}
