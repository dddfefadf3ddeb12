package cashtide.intake.terms;

import cashtide.intake.ImportFile;
import cashtide.intake.InvoiceRow;
import cashtide.intake.Problem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which terms an invoice of a file is on that has no due date of its own: those on its row, else the customer's usual ones,
 * else the tenant's default. Not thread-safe; memory holds one entry a customer.
 */
public final class UsualTerms {

    private static final PaymentTerms.Net NET_30 = new PaymentTerms.Net(30);

    private final Map<String, PaymentTerms> catalogue;
    private final Map<String, Chosen> ofCustomers = new HashMap<>();

    /**
     * Terms with one due date.
     *
     * @param code the tenant's own code of them; null where a file says them in words or days
     * @param due what gives their due date
     */
    public record Chosen(@Nullable String code, PaymentTerms terms, PaymentTerms.OneDate due) {}

    /** @param catalogue the tenant's own terms by code */
    public UsualTerms(Map<String, PaymentTerms> catalogue) {
        this.catalogue = Map.copyOf(catalogue);
    }

    /**
     * Remembers what is usual for a customer: the days go first, and instalments are passed over, as a row of a file has one
     * due date.
     *
     * @param code one of the tenant's, or words
     */
    public void remember(String customer, @Nullable String code, @Nullable Integer days) {
        Chosen usual = null;
        if (days != null) {
            PaymentTerms.Net net = new PaymentTerms.Net(days);
            usual = new Chosen(null, net, net);
        } else if (code != null) {
            usual = named(code);
        }
        ofCustomers.put(customer, usual == null ? standard() : usual);
    }

    /** Whether anything was remembered of the customer. */
    public boolean knows(String customer) {
        return ofCustomers.containsKey(customer);
    }

    /**
     * The terms of an invoice, or null when the text on its row is no terms with one due date.
     *
     * @param text the row's own terms in words, or a code of the tenant's; null for the customer's usual ones
     */
    public @Nullable Chosen of(String customer, @Nullable String text) {
        if (text != null) {
            return named(text);
        }
        Chosen usual = ofCustomers.get(customer);
        return usual == null ? standard() : usual;
    }

    /** What is told about a row for which {@link #of} has no answer. */
    public static Problem problem(InvoiceRow row) {
        return new Problem(
                ImportFile.INVOICES.fileName(),
                row.line(),
                "terms",
                "TERMS",
                "Doesn't say one due date: " + row.terms(),
                "Write terms like net 30 or 2/10 net 30, one of your codes, or the due date.");
    }

    private @Nullable Chosen named(String text) {
        PaymentTerms listed = catalogue.get(text);
        if (listed != null) {
            return withOneDate(text, listed);
        }
        return TermsText.parse(text) instanceof TermsText.Parsed.Ok ok ? withOneDate(null, ok.terms()) : null;
    }

    private Chosen standard() {
        Chosen standard = named(StandardTerms.DEFAULT_CODE);
        return standard == null ? new Chosen(null, NET_30, NET_30) : standard;
    }

    private static @Nullable Chosen withOneDate(@Nullable String code, PaymentTerms terms) {
        PaymentTerms.OneDate due = terms.oneDate();
        return due == null ? null : new Chosen(code, terms, due);
    }
}
