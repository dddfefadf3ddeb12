package cashtide.worklist;

import cashtide.kpi.OpenOn;
import cashtide.tenant.TenantTx;
import cashtide.time.KnownAt;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What was open at the end of a day: by the business dates of what is known today, or as it was known then. Later
 * back-dated payments are the difference.
 *
 * @param day any day up to the business date
 * @param asKnownThen leaves out what was learned after the day
 */
public record Standing(LocalDate day, boolean asKnownThen) {

    /** The business date, with all that is known. */
    public static Standing today(TenantTx tx) {
        return new Standing(tx.businessDate(), false);
    }

    boolean isToday(TenantTx tx) {
        return !asKnownThen && !day.isBefore(tx.businessDate());
    }

    /**
     * A common table {@code item} with the columns of an open item and its residual and disputed part on the day. Today's are
     * kept with the item; those of another day follow from the application dates, as the aging's do.
     */
    public String items(TenantTx tx) {
        if (isToday(tx)) {
            // Asked for twice by a page: written into the query each time, or it would be read whole.
            return """
                    item as not materialized (
                      select i.tenant_id, i.id, i.invoice_id, i.customer_id, i.number, i.instalment, i.kind, i.invoice_date, i.due_date,
                             i.currency, i.amount_minor, i.open_minor, i.disputed_minor, date '%s' - i.due_date as days
                      from open_item i where i.open_minor <> 0)""".formatted(day);
        }
        return "item as (select open_on.*, " + literal() + " - open_on.due_date as days from "
                + OpenOn.items(literal(), known(tx)) + " open_on)";
    }

    /** A common table {@code unapplied}: customers' money received up to the day and not applied by then. */
    public String unapplied(TenantTx tx) {
        return "unapplied as " + OpenOn.unapplied(literal(), known(tx));
    }

    private String literal() {
        return "date '" + day + "'";
    }

    private String known(TenantTx tx) {
        return asKnownThen
                ? "timestamptz '" + KnownAt.endOf(day, tx.tenant().zone()).atOffset(ZoneOffset.UTC) + "'"
                : "timestamptz 'infinity'";
    }
}
