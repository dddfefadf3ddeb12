package cashtide.contract;

import static cashtide.contract.ColumnType.AMOUNT;
import static cashtide.contract.ColumnType.BOOLEAN;
import static cashtide.contract.ColumnType.DATE;
import static cashtide.contract.ColumnType.DOUBLE;
import static cashtide.contract.ColumnType.ID;
import static cashtide.contract.ColumnType.INT;
import static cashtide.contract.ColumnType.LONG;
import static cashtide.contract.ColumnType.TEXT;
import static cashtide.contract.ColumnType.TIMESTAMP;
import static cashtide.contract.PublishedTable.Feed.CHANGE_LOG;
import static cashtide.contract.PublishedTable.Feed.DATA_PLANE;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every published table. Columns are only added, at the end, with the next free field id; the schema golden test holds us to it. */
public final class PublishedTables {

    public static final PublishedTable TENANTS = new PublishedTable(
            "tenants",
            "The tenant itself: one row",
            CHANGE_LOG,
            List.of(
                    required(10, "alias", TEXT, "First label of the tenant's host name"),
                    required(11, "name", TEXT, "Name of the business"),
                    required(12, "time_zone", TEXT, "IANA time zone in which its days end"),
                    required(13, "base_currency", TEXT, "ISO 4217 code of its reporting currency"),
                    required(14, "sandbox", BOOLEAN, "Whether a person moves its business date"),
                    optional(15, "business_date", DATE, "Current day of a sandbox; empty otherwise")));

    public static final PublishedTable CUSTOMERS = new PublishedTable(
            "customers",
            "A business that buys from the tenant",
            CHANGE_LOG,
            List.of(
                    required(10, "number", TEXT, "The tenant's number for it"),
                    required(11, "name", TEXT, "Its name"),
                    optional(12, "parent_id", ID, "customers.id of its parent company"),
                    optional(13, "segment", TEXT, "The tenant's segment"),
                    optional(14, "country", TEXT, "ISO 3166 alpha-2"),
                    required(15, "currency", TEXT, "Usual currency, ISO 4217"),
                    optional(16, "terms_code", TEXT, "Usual terms, as the tenant names them"),
                    optional(17, "terms_days", INT, "Days from invoice to due date of the usual terms")));

    public static final PublishedTable INVOICES = new PublishedTable(
            "invoices",
            "An invoice or credit note as issued",
            CHANGE_LOG,
            List.of(
                    required(10, "kind", TEXT, "invoice or credit_note"),
                    required(11, "number", TEXT, "Document number"),
                    required(12, "customer_id", ID, "customers.id"),
                    required(13, "invoice_date", DATE, "Business date of the issue"),
                    required(14, "due_date", DATE, "Last due date over its instalments"),
                    required(15, "terms", TEXT, "Terms of payment, frozen at issue"),
                    required(16, "currency", TEXT, "ISO 4217"),
                    required(17, "amount_minor", AMOUNT, "Gross amount; negative for a credit note"),
                    required(18, "tax_minor", AMOUNT, "Tax within the gross amount"),
                    optional(19, "corrects_id", ID, "invoices.id that a credit note corrects"),
                    optional(20, "voided_on", DATE, "Business date on which its import was undone")));

    public static final PublishedTable OPEN_ITEMS = new PublishedTable(
            "open_items",
            "One instalment of an invoice, or a credit note, with what is open of it",
            CHANGE_LOG,
            List.of(
                    required(10, "invoice_id", ID, "invoices.id"),
                    required(11, "instalment", INT, "1, 2, 3 ... by due date"),
                    required(12, "kind", TEXT, "invoice or credit_note"),
                    required(13, "number", TEXT, "Document number"),
                    required(14, "customer_id", ID, "customers.id"),
                    required(15, "invoice_date", DATE, "Business date of the issue"),
                    required(16, "due_date", DATE, "Due date of the instalment; aging counts from here"),
                    optional(17, "discount_date", DATE, "Last day of the cash discount"),
                    required(18, "discount_minor", AMOUNT, "Cash discount when paid by that day"),
                    required(19, "currency", TEXT, "ISO 4217"),
                    required(20, "amount_minor", AMOUNT, "Amount of the instalment"),
                    required(21, "open_minor", AMOUNT, "Residual"),
                    required(22, "disputed_minor", AMOUNT, "Part of the residual on hold"),
                    optional(23, "settled_on", DATE, "Business date on which nothing was left open")));

    public static final PublishedTable PAYMENTS = new PublishedTable(
            "payments",
            "Money received",
            CHANGE_LOG,
            List.of(
                    required(10, "number", TEXT, "Number of the payment"),
                    optional(11, "customer_id", ID, "customers.id; empty while the payer is unknown"),
                    required(12, "received_on", DATE, "Value date at the bank"),
                    required(13, "currency", TEXT, "ISO 4217"),
                    required(14, "amount_minor", AMOUNT, "Amount received"),
                    required(15, "unapplied_minor", AMOUNT, "Part not applied to any item"),
                    required(16, "method", TEXT, "bank_transfer, direct_debit, card, check, cash or other"),
                    optional(17, "reversed_on", DATE, "Business date on which it bounced or was undone")));

    public static final PublishedTable PAYMENT_APPLICATIONS = new PublishedTable(
            "payment_applications",
            "Money or a credit note applied to an open item; taken back by a row of the opposite sign",
            CHANGE_LOG,
            List.of(
                    optional(10, "payment_id", ID, "payments.id, unless a credit note was applied"),
                    optional(
                            11,
                            "credit_note_item_id",
                            ID,
                            "open_items.id of the credit note, unless a payment was applied"),
                    required(12, "open_item_id", ID, "open_items.id that was paid"),
                    required(13, "invoice_id", ID, "invoices.id of that item"),
                    required(14, "customer_id", ID, "customers.id of that item"),
                    required(15, "applied_on", DATE, "Business date from which the item counts as paid by this"),
                    required(16, "currency", TEXT, "ISO 4217"),
                    required(17, "amount_minor", AMOUNT, "Cash or credit used"),
                    required(18, "discount_minor", AMOUNT, "Cash discount granted with it"),
                    required(19, "evidence", TEXT, "Rule that matched them"),
                    optional(20, "reverses_id", ID, "payment_applications.id that this row takes back")));

    public static final PublishedTable LEDGER_ENTRIES = new PublishedTable(
            "ledger_entries",
            "One posting of the double-entry journal",
            CHANGE_LOG,
            List.of(
                    required(10, "entry_id", ID, "The balanced entry it belongs to"),
                    required(11, "account_code", TEXT, "General ledger account"),
                    optional(12, "customer_id", ID, "customers.id on subledger accounts"),
                    required(13, "currency", TEXT, "ISO 4217"),
                    required(14, "amount_minor", AMOUNT, "Positive a debit, negative a credit"),
                    required(15, "occurred_on", DATE, "Business date")));

    public static final PublishedTable DISPUTES = new PublishedTable(
            "disputes",
            "A customer's objection to part of an invoice",
            CHANGE_LOG,
            List.of(
                    required(10, "open_item_id", ID, "open_items.id"),
                    required(11, "invoice_id", ID, "invoices.id"),
                    required(12, "customer_id", ID, "customers.id"),
                    required(13, "reason", TEXT, "Reason code"),
                    required(14, "currency", TEXT, "ISO 4217"),
                    required(15, "amount_minor", AMOUNT, "Disputed amount"),
                    required(16, "opened_on", DATE, "Business date"),
                    required(17, "answer_by", DATE, "Day by which an answer is owed"),
                    optional(18, "closed_on", DATE, "Business date of the outcome"),
                    optional(19, "outcome", TEXT, "valid, invalid or withdrawn")));

    public static final PublishedTable PROMISES = new PublishedTable(
            "promises",
            "A promise to pay and what became of it",
            CHANGE_LOG,
            List.of(
                    required(10, "customer_id", ID, "customers.id"),
                    required(11, "currency", TEXT, "ISO 4217"),
                    required(12, "amount_minor", AMOUNT, "Promised amount"),
                    required(13, "made_on", DATE, "Business date it was made"),
                    required(14, "promised_on", DATE, "Day by which the money was promised"),
                    required(15, "status", TEXT, "open, kept, partly_kept, broken or replaced"),
                    optional(16, "decided_on", DATE, "Business date it was kept or broken"),
                    required(17, "paid_minor", AMOUNT, "Paid towards it")));

    public static final PublishedTable ACTIVITIES = new PublishedTable(
            "activities",
            "A contact with a customer about its account; no personal data",
            CHANGE_LOG,
            List.of(
                    required(10, "customer_id", ID, "customers.id"),
                    required(11, "channel", TEXT, "call, email, letter, portal or note"),
                    required(12, "direction", TEXT, "out or in"),
                    required(
                            13,
                            "outcome",
                            TEXT,
                            "reached, no_answer, left_message, promise, dispute, sent, bounced or none"),
                    required(14, "happened_on", DATE, "Business date")));

    public static final PublishedTable CONTROL_TOTALS = new PublishedTable(
            "control_totals",
            "Totals of the core, for reconciliation with the lake",
            CHANGE_LOG,
            List.of(
                    required(10, "taken_on", DATE, "Business date"),
                    required(11, "snapshot", TEXT, "PostgreSQL snapshot the total was taken in"),
                    required(12, "measure", TEXT, "What was added up"),
                    required(13, "currency", TEXT, "ISO 4217"),
                    required(14, "amount_minor", AMOUNT, "Sum"),
                    required(15, "row_count", LONG, "Rows added up")));

    public static final PublishedTable RISK_SCORES = new PublishedTable(
            "risk_scores",
            "Payment-delay risk of an open invoice as of a day",
            DATA_PLANE,
            List.of(
                    required(1, "invoice_id", ID, "invoices.id"),
                    required(2, "customer_id", ID, "customers.id"),
                    required(3, "as_of", DATE, "Business date of the scoring"),
                    required(4, "run_id", ID, "The scoring run"),
                    required(5, "model", TEXT, "Version of the model, or the baseline shown in its place"),
                    required(6, "p_late", DOUBLE, "Chance of payment after the due date"),
                    required(7, "p_late30", DOUBLE, "Chance of payment more than 30 days after the due date"),
                    required(8, "p10_date", DATE, "Payment by this day with a chance of 10%"),
                    required(9, "p50_date", DATE, "Median payment date"),
                    required(10, "p90_date", DATE, "Payment by this day with a chance of 90%"),
                    required(11, "expected_days_late", DOUBLE, "Expected days from due date to payment"),
                    required(12, "evidence", INT, "Settled invoices of the customer behind the score"),
                    required(13, "little_evidence", BOOLEAN, "Mostly the pooled prior"),
                    required(14, "scored_at", TIMESTAMP, "When it was computed")));

    public static final PublishedTable CASH_FORECAST = new PublishedTable(
            "cash_forecast",
            "Forecast of cash in a week, as of a day",
            DATA_PLANE,
            List.of(
                    required(1, "as_of", DATE, "Business date of the forecast"),
                    required(2, "run_id", ID, "The forecasting run"),
                    required(3, "currency", TEXT, "ISO 4217"),
                    required(4, "week_start", DATE, "First of the seven days: as_of + 1 + 7j"),
                    required(5, "p10_minor", AMOUNT, "Exceeded with a chance of 90%"),
                    required(6, "p50_minor", AMOUNT, "Median"),
                    required(7, "p90_minor", AMOUNT, "Exceeded with a chance of 10%"),
                    required(8, "model", TEXT, "Version of the model, or the baseline shown in its place"),
                    required(9, "forecast_at", TIMESTAMP, "When it was computed"),
                    optional(10, "invoiced_p10_minor", AMOUNT, "P10 of what is invoiced already"),
                    optional(11, "invoiced_p50_minor", AMOUNT, "Median of what is invoiced already"),
                    optional(12, "invoiced_p90_minor", AMOUNT, "P90 of what is invoiced already")));

    public static final PublishedTable AGING_DAILY = new PublishedTable(
            "aging_daily",
            "Residuals by bucket of days past due, at the end of each business day",
            DATA_PLANE,
            List.of(
                    required(1, "day", DATE, "Business date"),
                    required(2, "customer_id", ID, "customers.id"),
                    required(3, "currency", TEXT, "ISO 4217"),
                    required(4, "current_minor", AMOUNT, "Not past due"),
                    required(5, "days_1_30_minor", AMOUNT, "1 to 30 days past due"),
                    required(6, "days_31_60_minor", AMOUNT, "31 to 60 days past due"),
                    required(7, "days_61_90_minor", AMOUNT, "61 to 90 days past due"),
                    required(8, "days_over_90_minor", AMOUNT, "More than 90 days past due"),
                    required(9, "credits_minor", AMOUNT, "Credit notes not applied; negative"),
                    required(10, "unapplied_minor", AMOUNT, "Unapplied cash; negative")));

    public static final PublishedTable MODEL_RUNS = new PublishedTable(
            "model_runs",
            "One training or scoring run of a model, and what it read",
            DATA_PLANE,
            List.of(
                    required(1, "run_id", ID, "Names the run; risk_scores and cash_forecast carry it"),
                    required(2, "kind", TEXT, "training, risk or forecast"),
                    required(3, "role", TEXT, "champion, challenger, rehearsed or baseline at the time of the run"),
                    required(4, "model", TEXT, "Version of the model, or the baseline shown in its place"),
                    required(5, "as_of", DATE, "Business date of the run"),
                    required(6, "trained_until", DATE, "The model saw no fact of a later day when it was trained"),
                    required(7, "raw_snapshot", TEXT, "Position in the change feed that was read"),
                    required(8, "table_snapshots", TEXT, "JSON: Iceberg snapshot of each table read, by table name"),
                    required(9, "parameters", TEXT, "How the model was trained"),
                    required(10, "seed", LONG, "The same snapshots and seed give the same figures, to the bit"),
                    required(11, "features_digest", TEXT, "SHA-256 of the names of the features, in their order"),
                    required(
                            12,
                            "rows",
                            LONG,
                            "Rows it wrote; of a training the pooled rows it learned from, to two significant figures"),
                    required(13, "started_at", TIMESTAMP, "When it began"),
                    required(14, "finished_at", TIMESTAMP, "When it was done")));

    public static final PublishedTable MODEL_METRICS = new PublishedTable(
            "model_metrics",
            "One figure of a model's quality on weeks that are over",
            DATA_PLANE,
            List.of(
                    required(1, "as_of", DATE, "Business date the figure was made on"),
                    required(2, "model", TEXT, "Version of the model"),
                    required(3, "role", TEXT, "champion, challenger, or rehearsed: a model of before the weeks judged"),
                    required(4, "week_start", DATE, "First day of the weeks it is about; they end on as_of"),
                    optional(5, "currency", TEXT, "ISO 4217; empty for a figure over all currencies"),
                    required(
                            6,
                            "metric",
                            TEXT,
                            "week_error, calibration, wape, coverage, psi_score, or psi_ and a feature's name"),
                    required(7, "value", DOUBLE, "Of the model"),
                    optional(8, "baseline_value", DOUBLE, "Of the naive baseline in the same weeks; empty for a psi"),
                    required(9, "count", LONG, "Shares of invoices, weeks or new invoices behind it"),
                    required(10, "computed_at", TIMESTAMP, "When it was computed")));

    public static final PublishedTable FORECAST_VS_ACTUAL = new PublishedTable(
            "forecast_vs_actual",
            "A forecast week that is over beside the cash that came, once for each forecast",
            DATA_PLANE,
            List.of(
                    required(1, "as_of", DATE, "Business date of the forecast"),
                    required(2, "run_id", ID, "The forecasting run; the last of its day"),
                    required(3, "model", TEXT, "Version of the model, or the baseline shown in its place"),
                    required(4, "rehearsed", BOOLEAN, "Made afterwards, from what was known by as_of"),
                    required(5, "currency", TEXT, "ISO 4217"),
                    required(6, "week_start", DATE, "First of the seven days"),
                    required(7, "p10_minor", AMOUNT, "Exceeded with a chance of 90%"),
                    required(8, "p50_minor", AMOUNT, "Median"),
                    required(9, "p90_minor", AMOUNT, "Exceeded with a chance of 10%"),
                    required(
                            10,
                            "actual_minor",
                            AMOUNT,
                            "Payments received in the week, those that bounced later among them"),
                    optional(11, "naive_minor", AMOUNT, "What the naive method with the least error said on as_of"),
                    optional(12, "naive_method", TEXT, "That method; chosen per currency over the weeks judged"),
                    required(13, "computed_at", TIMESTAMP, "When it was computed")));

    public static final PublishedTable FRESHNESS = new PublishedTable(
            "_freshness",
            "Which snapshot of each table belongs to one moment; written last",
            DATA_PLANE,
            List.of(
                    required(1, "table_name", TEXT, "Table of this namespace"),
                    optional(2, "snapshot_id", LONG, "Iceberg snapshot of it; empty for a table that has none yet"),
                    required(3, "cut", TEXT, "Position in the change feed the snapshot stands for"),
                    optional(4, "published_until", TIMESTAMP, "Changes recorded up to here are in it"),
                    required(5, "published_at", TIMESTAMP, "When it was published")));

    /** All of them, those from the change log first. */
    public static final List<PublishedTable> ALL = List.of(
            TENANTS,
            CUSTOMERS,
            INVOICES,
            OPEN_ITEMS,
            PAYMENTS,
            PAYMENT_APPLICATIONS,
            LEDGER_ENTRIES,
            DISPUTES,
            PROMISES,
            ACTIVITIES,
            CONTROL_TOTALS,
            RISK_SCORES,
            CASH_FORECAST,
            AGING_DAILY,
            MODEL_RUNS,
            MODEL_METRICS,
            FORECAST_VS_ACTUAL,
            FRESHNESS);

    private PublishedTables() {}

    /** The table of that name, or null when no such table is published. */
    public static @Nullable PublishedTable named(String name) {
        for (PublishedTable table : ALL) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        return null;
    }

    private static Column required(int fieldId, String name, ColumnType type, String comment) {
        return new Column(fieldId, name, type, true, comment);
    }

    private static Column optional(int fieldId, String name, ColumnType type, String comment) {
        return new Column(fieldId, name, type, false, comment);
    }
}
