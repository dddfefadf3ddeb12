package cashtide.intake.terms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The terms of payment that a new tenant starts with; no business-day convention moves their dates. */
public final class StandardTerms {

    /** Code of the terms of customers that have none of their own. */
    public static final String DEFAULT_CODE = "NET30";

    /** All of them, in the order in which they are added. */
    public static final List<Entry> ALL = List.of(
            entry(DEFAULT_CODE, "30 days net", "net 30"),
            entry("NET14", "14 days net", "net 14"),
            entry("NET60", "60 days net", "net 60"),
            entry("EOM30", "30 days from the end of the month", "net 30 eom"),
            entry("MID", "15th of the next month", "day 15 next month"),
            entry("2-10-30", "2% within 10 days, 30 days net", "2/10 net 30"),
            entry("HALVES", "Half in 30, half in 60 days", "instalments 50% net 30, 50% net 60"));

    private StandardTerms() {}

    /** Terms under their code and name. */
    public record Entry(String code, String name, PaymentTerms terms) {}

    /** The terms by code. */
    public static Map<String, PaymentTerms> byCode() {
        Map<String, PaymentTerms> byCode = new LinkedHashMap<>();
        ALL.forEach(entry -> byCode.put(entry.code(), entry.terms()));
        return byCode;
    }

    private static Entry entry(String code, String name, String text) {
        return switch (TermsText.parse(text)) {
            case TermsText.Parsed.Ok ok -> new Entry(code, name, ok.terms());
            case TermsText.Parsed.Bad bad -> throw new IllegalStateException(code + " " + bad.problem());
        };
    }
}
