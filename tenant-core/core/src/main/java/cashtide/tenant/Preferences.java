package cashtide.tenant;

/**
 * What a person set for himself.
 *
 * @param scheme light, dark, or as the system has it
 * @param singleKeys whether single keys such as {@code j} act (WCAG 2.1.4 asks for a way to switch them off)
 * @param listPercent how much of the worklist's width its list has, per cent
 */
public record Preferences(Scheme scheme, boolean singleKeys, int listPercent) {

    /** As long as nothing was set. */
    public static final Preferences DEFAULT = new Preferences(Scheme.SYSTEM, true, 49);

    public Preferences {
        listPercent = Math.clamp(listPercent, 20, 80);
    }

    /** Light or dark. */
    public enum Scheme {
        SYSTEM,
        LIGHT,
        DARK
    }
}
