package cashtide.intake;

import java.util.Currency;
import java.util.Map;
import java.util.Set;

/**
 * What the tenant knows already, so that a file may refer to customers and invoices that it does not bring itself. Asked for
 * many numbers at a time, since each question is a look into the database.
 */
public interface KnownNumbers {

    /** Those of the numbers that are customers' already. */
    Set<String> customers(Set<String> numbers);

    /** The currency of those of the numbers that are invoices' or credit notes' already. */
    Map<String, Currency> invoices(Set<String> numbers);

    /** Nothing is known: the files must be complete. */
    KnownNumbers NOTHING = new KnownNumbers() {
        @Override
        public Set<String> customers(Set<String> numbers) {
            return Set.of();
        }

        @Override
        public Map<String, Currency> invoices(Set<String> numbers) {
            return Map.of();
        }
    };
}
