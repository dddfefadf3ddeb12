package cashtide.local.demo;

import java.util.List;

/**
 * The size and manner of an invented business.
 *
 * @param alias the tenant's alias
 * @param prefix of invoice numbers
 * @param customers how many buy from it
 * @param months of history before the as-of day
 * @param invoicesPerMonth over all customers
 * @param medianAmountMinor of an invoice, in minor units
 * @param currencies with the share of customers that use each; the shares add up to 1
 * @param terms that customers are on, with their shares
 * @param leading names that come first, so that the screens look like those in the documentation
 */
public record DemoProfile(
        String alias,
        String prefix,
        int customers,
        int months,
        int invoicesPerMonth,
        long medianAmountMinor,
        List<Share> currencies,
        List<Terms> terms,
        List<DemoNames.Company> leading) {

    /** A currency and the share of customers that use it. */
    public record Share(String currency, double share) {}

    /** Terms of payment and the share of customers that are on them. */
    public record Terms(String code, int days, double share) {}

    public DemoProfile {
        currencies = List.copyOf(currencies);
        terms = List.copyOf(terms);
        leading = List.copyOf(leading);
    }

    /** Components for machines, sold all over Europe and in the United States. */
    public static DemoProfile acme() {
        return new DemoProfile(
                "acme",
                "RE",
                400,
                24,
                835,
                460_000,
                List.of(new Share("EUR", 0.86), new Share("USD", 0.14)),
                List.of(
                        new Terms("N14", 14, 0.12),
                        new Terms("N30", 30, 0.58),
                        new Terms("N45", 45, 0.16),
                        new Terms("N60", 60, 0.14)),
                DemoNames.LEADING);
    }

    /** A smaller wholesaler in the north with shorter terms. */
    public static DemoProfile borealis() {
        return new DemoProfile(
                "borealis",
                "BO",
                60,
                24,
                140,
                195_000,
                List.of(new Share("EUR", 0.7), new Share("SEK", 0.3)),
                List.of(new Terms("N10", 10, 0.3), new Terms("N20", 20, 0.5), new Terms("N30", 30, 0.2)),
                List.of());
    }
}
