package cashtide.ui.models;

import cashtide.audit.CommandId;
import cashtide.dataplane.RollBackModel;
import cashtide.forecast.ModelStanding;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.ui.component.Figures;
import cashtide.ui.component.Icon;
import cashtide.ui.component.StatusChip;
import cashtide.ui.component.Tone;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import java.time.ZoneId;
import java.util.Set;

/** Which model is shown, which waits in shadow, what was decided, and the way back to the model before. */
final class StandingBlock extends Div {

    private static final long serialVersionUID = 1L;
    private static final int DECISIONS_SHOWN = 5;
    private static final Set<Role> MAY_ROLL_BACK = Set.of(Role.CFO, Role.TENANT_ADMIN);

    private final transient RollBackModel rollBack;
    private final Actor actor;
    private final ZoneId zone;

    StandingBlock(ModelStanding standing, Actor actor, RollBackModel rollBack, ZoneId zone) {
        this.rollBack = rollBack;
        this.actor = actor;
        this.zone = zone;
        addClassName("ct-block");
        boolean baseline = standing.baselineShown();
        Div title = new Div(
                new H2("What is shown"),
                new StatusChip(
                        baseline ? Tone.WARN : Tone.OK,
                        baseline ? Icon.ALERT : Icon.CHECK,
                        baseline ? "Naive baseline shown" : "Model shown"));
        title.addClassName("ct-block-title");
        ModelStanding.Model champion = standing.champion();
        if (champion != null && actor.hasAnyOf(MAY_ROLL_BACK)) {
            title.add(rollBackButton(champion, standing));
        }
        Paragraph shown = new Paragraph(ModelWords.of(words(standing), zone));
        shown.addClassName("ct-models-verdict");
        add(title, shown);
        if (!standing.decisions().isEmpty()) {
            add(decisions(standing));
        }
    }

    private static String words(ModelStanding standing) {
        ModelStanding.Model champion = standing.champion();
        ModelStanding.Model challenger = standing.challenger();
        String shown = standing.baselineShown() || champion == null
                ? "Scores and forecasts come from the naive baseline, the " + standing.baseline() + ", because "
                        + (champion == null
                                ? "no model stands"
                                : champion.version() + " has not beaten it or cannot be read")
                        + "."
                : "Scores and forecasts come from " + champion.version() + ", trained on what was known by "
                        + Figures.date(champion.trainedUntil()) + ".";
        String shadow = challenger == null
                ? " No other model is in shadow."
                : " In shadow is " + challenger.version() + ", trained on what was known by "
                        + Figures.date(challenger.trainedUntil())
                        + ": it is shown only when it does better in the weeks after.";
        return shown + shadow;
    }

    private Div decisions(ModelStanding standing) {
        UnorderedList list = new UnorderedList();
        list.addClassName("ct-models-list");
        standing.decisions().stream()
                .limit(DECISIONS_SHOWN)
                .forEach(decision -> list.add(
                        new ListItem(Figures.date(decision.on()) + ": " + ModelWords.of(decision.text(), zone))));
        Span head = new Span("Decided so far");
        head.addClassNames("ct-sub", "ct-models-head");
        return new Div(head, list);
    }

    private Button rollBackButton(ModelStanding.Model champion, ModelStanding standing) {
        Button button = new Button("Roll back", Icon.UNDO.draw(), click -> confirm(champion, standing));
        button.addClassNames("ct-btn", "ct-push");
        button.setId("roll-back");
        return button;
    }

    private void confirm(ModelStanding.Model champion, ModelStanding standing) {
        String before = standing.former().isEmpty()
                ? "There is no earlier model: the naive baseline will be shown."
                : ModelWords.of(standing.former().getFirst(), zone) + " will be shown again.";
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(ModelWords.of("Roll back " + champion.version(), zone));
        dialog.setText(before
                + ModelWords.of(
                        " Scores and forecasts are made anew at once, and " + champion.version()
                                + " is not used any more. What it had scored stays in the lake.",
                        zone));
        dialog.setCancelable(true);
        dialog.setConfirmText("Roll back");
        CommandId command = CommandId.fresh();
        dialog.addConfirmListener(confirmed -> {
            rollBack.handle(actor, new RollBackModel.RollBack(command, champion.version()))
                    .orThrow();
            Notification.show("Asked for. The operations page shows how far it is.");
        });
        dialog.open();
    }
}
