package cashtide.ui.shell;

import com.vaadin.flow.component.Component;

/**
 * Runs something again and again while a component is on a page that somebody looks at. The browser asks, so a closed or
 * hidden page costs nothing.
 */
public final class Ticker {

    private static final String EVENT = "ct-tick";

    private Ticker() {}

    /** Starts when the component is attached, and each time it is attached again. */
    public static void every(Component component, int millis, Runnable work) {
        component.getElement().addEventListener(EVENT, tick -> work.run());
        component.addAttachListener(attach -> component
                .getElement()
                .executeJs(
                        "clearInterval(this.ctTicker);const own=this;this.ctTicker=setInterval(()=>{"
                                + "if(!own.isConnected){clearInterval(own.ctTicker)}"
                                + "else if(!document.hidden){own.dispatchEvent(new Event($0))}},$1)",
                        EVENT,
                        millis));
    }
}
