package cashtide.intake;

import java.math.BigDecimal;
import java.util.Currency;

/** Reads amounts exactly, in one stated number format; guesses nothing. */
final class Amount {

    /** Longest text that can be an amount: more digits than a bigint of minor units holds. */
    private static final int LENGTH_MAX = 30;

    private Amount() {}

    /** Minor units of the amount that the text stands for. */
    static long minor(String text, Currency currency, ImportFormat format) throws Refused {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        String plain = plain(text, format);
        try {
            return new BigDecimal(plain).movePointRight(digits).longValueExact();
        } catch (ArithmeticException e) {
            boolean tooLarge = plain.length() > 18;
            throw new Refused(
                    tooLarge ? "AMOUNT_TOO_LARGE" : "AMOUNT_DECIMALS",
                    tooLarge ? "Too large for an amount" : currency + " has " + digits + " decimal places",
                    tooLarge ? "Check the digits." : "Round it to " + digits + " decimal places.");
        }
    }

    /** Digits with an optional minus and an optional point, when the text is written in the format; else refuses. */
    private static String plain(String text, ImportFormat format) throws Refused {
        String body = text;
        boolean negative = body.startsWith("-") || body.startsWith("\u2212");
        if (negative) {
            body = body.substring(1);
        }
        int point = body.indexOf(format.decimalSign());
        String whole = point < 0 ? body : body.substring(0, point);
        String fraction = point < 0 ? "" : body.substring(point + 1);
        whole = ungrouped(whole, format.groupingSign());
        boolean good =
                !whole.isEmpty() && digitsOnly(whole) && digitsOnly(fraction) && (point < 0 || !fraction.isEmpty());
        if (!good || body.length() > LENGTH_MAX) {
            String example = format.decimalSign() == '.' ? "1,234.56" : "1.234,56";
            throw new Refused(
                    "AMOUNT_FORMAT",
                    "Not an amount written like " + example,
                    "Write it like " + example + ", or choose the other decimal sign for the import.");
        }
        return (negative ? "-" : "") + whole + (fraction.isEmpty() ? "" : "." + fraction);
    }

    /** The digits without grouping signs, which must stand before every third digit; otherwise the text as it was. */
    private static String ungrouped(String whole, char grouping) {
        if (whole.indexOf(grouping) < 0) {
            return whole;
        }
        StringBuilder digits = new StringBuilder();
        int run = 0;
        boolean first = true;
        for (int i = 0; i <= whole.length(); i++) {
            if (i < whole.length() && whole.charAt(i) != grouping) {
                digits.append(whole.charAt(i));
                run++;
                continue;
            }
            boolean leading = first && i < whole.length();
            boolean goodRun = leading ? run >= 1 && run <= 3 : run == 3;
            if (!goodRun) {
                return whole;
            }
            first = false;
            run = 0;
        }
        return digits.toString();
    }

    private static boolean digitsOnly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
