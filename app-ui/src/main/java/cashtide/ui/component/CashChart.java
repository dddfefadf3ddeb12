package cashtide.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A chart of cash drawn by ECharts in the browser: a custom element whose script and library are static resources, so that
 * the stock bundle serves. The model travels as one property; colours are the tokens', also after the scheme changes.
 */
@JavaScript("context://webjars/echarts/5.5.0/echarts.min.js")
@JavaScript("context://charts/cash-charts.js")
public final class CashChart extends Component implements HasSize, HasStyle {

    /** Amounts in thousands of the currency; null where there is none. */
    public record Fan(
            String description,
            String locale,
            List<String> labels,
            List<@Nullable Double> actual,
            List<@Nullable Double> p10,
            List<@Nullable Double> p50,
            List<@Nullable Double> p90,
            List<@Nullable Double> past10,
            List<@Nullable Double> past50,
            List<@Nullable Double> past90,
            List<@Nullable Double> previous50,
            String previousName,
            int todayIndex,
            String todayName) {}

    /** Amounts in thousands; the parts from certain to uncertain. */
    public record Drivers(
            String description,
            String locale,
            List<String> labels,
            List<String> names,
            List<List<Double>> parts,
            List<Double> p10,
            List<Double> p50,
            List<Double> p90) {}

    /** Days late of paid documents, the last few of them highlighted. */
    public record DaysLate(
            String description,
            String locale,
            List<String> labels,
            List<String> documents,
            List<Integer> values,
            List<String> words,
            int highlighted) {}

    private CashChart(String tag, String description, Object model, int height) {
        super(new Element(tag));
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", description);
        getElement().setPropertyBean("model", model);
        setWidthFull();
        setHeight(height + "px");
    }

    public static CashChart fan(Fan model, int height) {
        return new CashChart("ct-fan-chart", model.description(), model, height);
    }

    public static CashChart drivers(Drivers model, int height) {
        return new CashChart("ct-driver-chart", model.description(), model, height);
    }

    public static CashChart daysLate(DaysLate model, int height) {
        return new CashChart("ct-days-late-chart", model.description(), model, height);
    }

    /** Calls back with the index of the week whose mark was clicked. */
    public CashChart onWeek(IntConsumer selected) {
        getElement()
                .addEventListener(
                        "week-selected",
                        event -> selected.accept(
                                event.getEventData().get("event.detail.index").asInt()))
                .addEventData("event.detail.index");
        return this;
    }
}
