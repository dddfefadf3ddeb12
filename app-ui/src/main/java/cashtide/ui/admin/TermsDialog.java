package cashtide.ui.admin;

import cashtide.audit.CommandId;
import cashtide.audit.Outcome;
import cashtide.customer.DefineTerms;
import cashtide.intake.terms.TermsText;
import cashtide.tenant.Actor;
import cashtide.time.BusinessDayConvention;
import cashtide.ui.component.ActionDialog;
import cashtide.ui.component.Toast;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Defines terms of payment; what is typed is read at once, so that a slip is seen before it is saved. */
final class TermsDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient DefineTerms defineTerms;
    private final Actor actor;
    private final transient Runnable defined;
    private final CommandId command = CommandId.fresh();
    private final TextField code = new TextField("Code");
    private final TextField name = new TextField("Name");
    private final TextField definition = new TextField("Due");
    private final Select<BusinessDayConvention> convention = new Select<>();
    private final Paragraph answer = new Paragraph();
    private final Button save = new Button("Define terms", click -> save());

    TermsDialog(DefineTerms defineTerms, Actor actor, Runnable defined) {
        this.defineTerms = defineTerms;
        this.actor = actor;
        this.defined = defined;
        setHeaderTitle("Define terms");
        addClassName("ct-dialog");
        code.setMaxLength(20);
        code.setHelperText("As invoices and imports name it, such as NET45");
        name.setMaxLength(80);
        definition.setHelperText("net 45 \u00b7 net 30 eom \u00b7 day 15 next month \u00b7 2/10 net 30 \u00b7 "
                + "instalments 50% net 30, 50% net 60");
        definition.setValueChangeMode(ValueChangeMode.EAGER);
        convention.setLabel("When the day is no business day");
        convention.setItems(BusinessDayConvention.values());
        convention.setItemLabelGenerator(TermsView::words);
        convention.setValue(BusinessDayConvention.NONE);
        answer.getElement().setAttribute("role", "status");
        answer.setClassName("ct-problem");
        for (TextField field : new TextField[] {code, name, definition}) {
            field.setWidthFull();
            field.addValueChangeListener(change -> check());
        }
        convention.setWidthFull();
        Div fields = new Div(code, name, definition, convention, answer);
        fields.setClassName("ct-form");
        add(fields);
        save.setId("save-terms");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        ActionDialog.saveByKey(save, this);
        getFooter().add(new Button("Cancel", click -> close()), save);
        check();
    }

    private void check() {
        boolean readable = definition.isEmpty();
        if (!definition.isEmpty()) {
            switch (TermsText.parse(definition.getValue())) {
                case TermsText.Parsed.Ok ok -> readable = true;
                case TermsText.Parsed.Bad bad -> definition.setErrorMessage(bad.problem());
            }
        }
        definition.setInvalid(!readable);
        save.setEnabled(readable && !definition.isEmpty() && !code.isEmpty() && !name.isEmpty());
    }

    private void save() {
        Outcome<DefineTerms.Defined> outcome = defineTerms.handle(
                actor,
                new DefineTerms.Define(
                        command,
                        code.getValue().strip(),
                        name.getValue().strip(),
                        definition.getValue(),
                        convention.getValue()));
        switch (outcome) {
            case Outcome.Done<DefineTerms.Defined> done -> {
                close();
                Toast.done("Terms " + done.value().code() + " defined: "
                        + done.value().definition());
                defined.run();
            }
            case Outcome.Rejected<DefineTerms.Defined> no ->
                answer.setText(no.reason().text() + ". " + no.detail());
            case Outcome.NotFound<DefineTerms.Defined> gone -> answer.setText("The tenant is no longer there.");
            case Outcome.Conflict<DefineTerms.Defined> used ->
                answer.setText("This was sent before with other words. Close and start again.");
        }
    }
}
