package cashtide.intake.terms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads terms of payment from their text, forgiving about case and blanks. */
public final class TermsText {

    private static final Pattern NET = Pattern.compile("net (\\d{1,4})( eom)?");
    private static final Pattern DAY = Pattern.compile("day (\\d{1,2}) next month");
    private static final Pattern DISCOUNT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,4})?)/(\\d{1,4}) (.+)");
    private static final Pattern PART = Pattern.compile("(\\d{1,3})% (.+)");
    private static final String INSTALMENTS = "instalments ";

    private TermsText() {}

    /** What a text says: terms, or why it says none. */
    public sealed interface Parsed {

        record Ok(PaymentTerms terms) implements Parsed {}

        record Bad(String problem) implements Parsed {}
    }

    /** Reads the text. */
    public static Parsed parse(String text) {
        String tidy = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        try {
            return new Parsed.Ok(terms(tidy));
        } catch (IllegalArgumentException problem) {
            return new Parsed.Bad("'" + text + "': " + problem.getMessage());
        }
    }

    private static PaymentTerms terms(String text) {
        if (text.startsWith(INSTALMENTS)) {
            return new PaymentTerms.Instalments(parts(text.substring(INSTALMENTS.length())));
        }
        Matcher discount = DISCOUNT.matcher(text);
        if (discount.matches()) {
            return new PaymentTerms.CashDiscount(
                    new BigDecimal(discount.group(1)), Integer.parseInt(discount.group(2)), oneDate(discount.group(3)));
        }
        return oneDate(text);
    }

    private static List<PaymentTerms.Part> parts(String text) {
        List<PaymentTerms.Part> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is not like '50% net 30'");
            }
            parts.add(new PaymentTerms.Part(Integer.parseInt(matcher.group(1)), oneDate(matcher.group(2))));
        }
        return parts;
    }

    private static PaymentTerms.OneDate oneDate(String text) {
        Matcher net = NET.matcher(text);
        if (net.matches()) {
            int days = Integer.parseInt(net.group(1));
            return net.group(2) == null ? new PaymentTerms.Net(days) : new PaymentTerms.NetEndOfMonth(days);
        }
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return new PaymentTerms.DayOfNextMonth(Integer.parseInt(day.group(1)));
        }
        throw new IllegalArgumentException("not like 'net 30', 'net 30 eom', 'day 15 next month', '2/10 net 30'"
                + " or 'instalments 50% net 30, 50% net 60'");
    }
}
