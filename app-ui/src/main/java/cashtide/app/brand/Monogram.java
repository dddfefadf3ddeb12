package cashtide.app.brand;

import cashtide.branding.Brand;
import org.springframework.web.util.HtmlUtils;

/** A tenant's first letter on its accent, as long as it has no logo. */
final class Monogram {

    private static final String ON_LIGHT_ACCENT = "#ffffff";
    private static final String ON_DARK_ACCENT = "#0c1116";

    private Monogram() {}

    /** For one scheme, as the page has chosen it. */
    static String svg(Brand brand, boolean dark) {
        return dark ? svg(brand, colours(brand.accentDark(), ON_DARK_ACCENT)) : svg(brand, light(brand));
    }

    /** For both: in a browser's tab the scheme is the browser's, not the page's. */
    static String icon(Brand brand) {
        return svg(
                brand,
                light(brand) + "@media (prefers-color-scheme:dark){" + colours(brand.accentDark(), ON_DARK_ACCENT)
                        + "}");
    }

    private static String light(Brand brand) {
        return colours(brand.accentLight(), ON_LIGHT_ACCENT);
    }

    private static String colours(String accent, String letter) {
        return "rect{fill:" + accent + "}text{fill:" + letter + "}";
    }

    private static String svg(Brand brand, String style) {
        String name = brand.name();
        String letter = name.isBlank() ? "" : new String(Character.toChars(Character.toUpperCase(name.codePointAt(0))));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 26 26\"><style>" + style
                + "</style><rect width=\"26\" height=\"26\" rx=\"6\"/><text x=\"13\" y=\"18.5\" text-anchor=\"middle\""
                + " font-family=\"system-ui,sans-serif\" font-size=\"15\" font-weight=\"700\">"
                + HtmlUtils.htmlEscape(letter, "UTF-8") + "</text></svg>";
    }
}
