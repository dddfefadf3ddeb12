package cashtide.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out which column a header of somebody else's system stands for: by name, by a usual word for it, or by likeness. */
final class ColumnNames {

    /** Below this likeness two words have nothing to do with each other. */
    private static final double LIKENESS_MIN = 0.74;

    private static final Pattern NOT_A_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]");
    private static final Pattern MARK = Pattern.compile("\\p{M}");

    /** Usual words of ledgers in English, German and French, already {@linkplain #bare bare}. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            words(
                    "customer_number",
                    "customer customerno account accountnumber kunde kundennr kundennummer debitor"
                            + " debitorennummer client numeroclient codeclient"),
            words("name", "customername company firma firmenname kundenname nom raisonsociale"),
            words("segment", "group kundengruppe gruppe branche industry secteur"),
            words("currency", "curr waehrung wkz devise"),
            words("terms_code", "paymentterms zahlungsbedingung zahlungskondition conditionsdepaiement"),
            words("terms_days", "days paymentdays zahlungsziel zahlungszieltage delai"),
            words("terms", "paymentterms zahlungsbedingung zahlungskondition conditionsdepaiement"),
            words("country", "land pays countrycode"),
            words("parent", "parentcustomer parentnumber group konzern mutter muttergesellschaft maisonmere"),
            words("contact_email", "email mail emailadresse courriel"),
            words(
                    "invoice_number",
                    "invoice invoiceno document documentno belegnr belegnummer beleg rechnung rechnungsnr"
                            + " rechnungsnummer facture numerofacture"),
            words("invoice_date", "documentdate belegdatum rechnungsdatum datefacture date datum"),
            words("due_date", "due netduedate faellig faelligkeit faelligam faelligkeitsdatum echeance dateecheance"),
            words("amount", "gross grossamount total brutto bruttobetrag betrag montant montantttc"),
            words("tax", "vat taxamount vatamount mwst ust steuer steuerbetrag tva"),
            words("disputed", "disputedon strittig strittigseit reklamiert litige"),
            words("reference", "ref ponumber purchaseorder bestellnr bestellnummer verwendungszweck referenz libelle"),
            words("payment_number", "payment paymentno receipt receiptno zahlung zahlungsnr zahlungsnummer paiement"),
            words(
                    "received_date",
                    "date datum paymentdate valuedate received zahlungsdatum zahlungseingang eingang valuta"
                            + " wertstellung datepaiement"),
            words("method", "paymentmethod zahlungsart zahlweg modedepaiement"),
            words("known_at", "recordedat enteredat erfasstam"));

    private ColumnNames() {}

    private record Candidate(String header, String column, double likeness) {}

    /** The column that each header stands for, at most one header per column; headers that stand for none are left out. */
    static Map<String, String> match(ImportFile file, List<String> headers) {
        List<Candidate> candidates = new ArrayList<>();
        for (String header : new HashSet<>(headers)) {
            for (FileColumn column : file.columns()) {
                double likeness = likeness(bare(header), column.name());
                if (likeness >= LIKENESS_MIN) {
                    candidates.add(new Candidate(header, column.name(), likeness));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::likeness)
                .reversed()
                .thenComparing(candidate -> headers.indexOf(candidate.header()))
                .thenComparing(Candidate::column));
        Map<String, String> matched = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!matched.containsKey(candidate.header()) && taken.add(candidate.column())) {
                matched.put(candidate.header(), candidate.column());
            }
        }
        return matched;
    }

    /** 1 for the column's own name, a little less for a usual word, else how alike the nearest of them is. */
    private static double likeness(String header, String column) {
        if (header.equals(bare(column))) {
            return 1;
        }
        double best = 0.9 * alike(header, bare(column));
        for (String word : WORDS.getOrDefault(column, List.of())) {
            best = Math.max(best, header.equals(word) ? 0.95 : 0.9 * alike(header, word));
        }
        return best;
    }

    /** Letters and digits alone, small, without accents; umlauts as two letters. */
    static String bare(String header) {
        String small = header.toLowerCase(Locale.ROOT)
                .replace("\u00e4", "ae")
                .replace("\u00f6", "oe")
                .replace("\u00fc", "ue")
                .replace("\u00df", "ss");
        String plain =
                MARK.matcher(Normalizer.normalize(small, Normalizer.Form.NFD)).replaceAll("");
        return NOT_A_LETTER_OR_DIGIT.matcher(plain).replaceAll("");
    }

    /** 1 less the share of letters to change (Levenshtein), from 0 to 1. */
    static double alike(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        if (longest == 0) {
            return 0;
        }
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return 1 - above[other.length()] / (double) longest;
    }

    private static Map.Entry<String, List<String>> words(String column, String words) {
        return Map.entry(column, List.of(words.split(" ", -1)));
    }
}
