package cashtide.branding;

import java.util.List;
import java.util.Locale;

/**
 * A pair of colours that must be told apart.
 *
 * @param what the pair in words
 * @param ratio by WCAG 2.2, 1 to 21
 * @param needed least ratio: 4.5 for text, 3 for marks
 */
public record Contrast(String what, double ratio, double needed) {

    private static final String LIGHT_SURFACE = "#ffffff";
    private static final String DARK_SURFACE = "#1b1f25";
    private static final String LIGHT_GROUND = "#edeff2";
    private static final String DARK_GROUND = "#13161b";
    private static final String LABEL_ON_LIGHT = "#ffffff";
    private static final String LABEL_ON_DARK = "#0c1116";

    /** The pairs that a tenant's two accent colours make with our surfaces. */
    public static List<Contrast> of(String accentLight, String accentDark) {
        return List.of(
                new Contrast("Label on the button, light", ratio(accentLight, LABEL_ON_LIGHT), 4.5),
                new Contrast("Link on the sheet, light", ratio(accentLight, LIGHT_SURFACE), 4.5),
                new Contrast("Mark on the ground, light", ratio(accentLight, LIGHT_GROUND), 3),
                new Contrast("Label on the button, dark", ratio(accentDark, LABEL_ON_DARK), 4.5),
                new Contrast("Link on the sheet, dark", ratio(accentDark, DARK_SURFACE), 4.5),
                new Contrast("Mark on the ground, dark", ratio(accentDark, DARK_GROUND), 3));
    }

    public boolean enough() {
        return ratio >= needed;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.1f, needed %.1f", what, ratio, needed);
    }

    /** WCAG 2.2, "contrast ratio". */
    static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** WCAG 2.2, "relative luminance". */
    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int from) {
        double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
