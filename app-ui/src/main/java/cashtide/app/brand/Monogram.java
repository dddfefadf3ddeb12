package cashtide.app.brand;

import org.springframework.web.util.HtmlUtils;

/** A tenant's first letter on its accent, as long as it has no logo. */
final class Monogram {

    private Monogram() {}

    static String svg(String name, String accent, boolean dark) {
        String letter = name.isBlank() ? "" : new String(Character.toChars(Character.toUpperCase(name.codePointAt(0))));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 26 26\"><rect width=\"26\" height=\"26\" rx=\"6\" fill=\""
                + accent + "\"/><text x=\"13\" y=\"18.5\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\""
                + " font-size=\"15\" font-weight=\"700\" fill=\"" + (dark ? "#0c1116" : "#ffffff") + "\">"
                + HtmlUtils.htmlEscape(letter, "UTF-8") + "</text></svg>";
    }
}
