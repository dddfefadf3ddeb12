package cashtide.imports;

/**
 * What became of an import's rows.
 *
 * @param customers new ones
 * @param invoices new ones, credit notes among them
 * @param payments new ones
 * @param unchanged known before with the same content
 * @param waiting for the business date
 */
public record ImportCounts(long customers, long invoices, long payments, long unchanged, long waiting) {

    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);
}
