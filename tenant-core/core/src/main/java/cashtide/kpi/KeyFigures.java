package cashtide.kpi;

import static cashtide.db.Tables.INVOICE;
import static cashtide.db.Tables.OPEN_ITEM;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import cashtide.tenant.Actor;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of receivables on a day, in one currency. Receivables are the residuals of invoices, disputed ones
 * included, unapplied cash and credit left out; sales are invoices less credit notes, both with tax.
 */
public final class KeyFigures {

    private static final int COUNT_BACK_MONTHS = 36;

    private final Tenants tenants;

    public KeyFigures(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The figures; a missing one could not be computed, because nothing was sold, due or settled in the period.
     *
     * @param days length of the period that ends with the day
     * @param formulaVersion version of the formulas, shown beside every figure
     */
    public record Figures(
            LocalDate day,
            int days,
            Currency currency,
            long receivablesMinor,
            long overdueMinor,
            long salesMinor,
            @Nullable BigDecimal dso,
            @Nullable BigDecimal bestPossibleDso,
            @Nullable BigDecimal averageDaysDelinquent,
            DaysSalesOutstanding.CountBack countBack,
            @Nullable BigDecimal collectionEffectivenessPercent,
            @Nullable BigDecimal meanDaysLate,
            @Nullable BigDecimal weightedDaysLate,
            int formulaVersion) {}

    /**
     * The figures of a period.
     *
     * @param day its last day
     * @param days its length, at least 1
     */
    public Figures on(Actor actor, LocalDate day, int days, Currency currency) {
        if (days < 1) {
            throw new IllegalArgumentException("days " + days + " is below 1");
        }
        return tenants.inTx(actor, tx -> on(tx, day, days, currency));
    }

    private static Figures on(TenantTx tx, LocalDate day, int days, Currency currency) {
        AgedBalance end = balance(tx, day, currency);
        AgedBalance begin = balance(tx, day.minusDays(days), currency);
        long sales = sales(tx, day.minusDays(days - 1L), day, currency);
        boolean sold = sales > 0;
        List<DaysLate.Settled> settled = settled(tx, day.minusDays(days - 1L), day, currency);
        long collectable = begin.grossMinor() + sales - end.currentMinor();
        return new Figures(
                day,
                days,
                currency,
                end.grossMinor(),
                end.overdueMinor(),
                sales,
                sold ? DaysSalesOutstanding.simple(end.grossMinor(), sales, days) : null,
                sold ? DaysSalesOutstanding.bestPossible(end.currentMinor(), sales, days) : null,
                sold
                        ? DaysSalesOutstanding.averageDaysDelinquent(end.grossMinor(), end.currentMinor(), sales, days)
                        : null,
                DaysSalesOutstanding.countBack(end.grossMinor(), months(tx, day, currency)),
                collectable > 0
                        ? CollectionEffectiveness.percent(
                                begin.grossMinor(), sales, end.grossMinor(), end.currentMinor())
                        : null,
                settled.isEmpty() ? null : DaysLate.mean(settled),
                settled.isEmpty() ? null : DaysLate.weightedByAmount(settled),
                DaysSalesOutstanding.VERSION);
    }

    private static AgedBalance balance(TenantTx tx, LocalDate day, Currency currency) {
        return Aging.totals(tx, AsOf.asItWas(day), AgeBy.DUE_DATE, null).stream()
                .filter(balance -> balance.currency().equals(currency))
                .findFirst()
                .orElseGet(() -> new AgedBalance(currency, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static long sales(TenantTx tx, LocalDate from, LocalDate to, Currency currency) {
        BigDecimal sales = tx.sql()
                .select(sum(INVOICE.AMOUNT_MINOR))
                .from(INVOICE)
                .where(INVOICE.INVOICE_DATE.between(from, to))
                .and(INVOICE.CURRENCY.eq(currency.getCurrencyCode()))
                .and(INVOICE.VOIDED_ON.isNull())
                .fetchSingle()
                .value1();
        return sales == null ? 0 : sales.longValueExact();
    }

    /** Sales by calendar month back from the day, the month of the day cut off at it. */
    private static List<DaysSalesOutstanding.Month> months(TenantTx tx, LocalDate day, Currency currency) {
        List<DaysSalesOutstanding.Month> months = new ArrayList<>();
        LocalDate first = tx.sql()
                .select(min(INVOICE.INVOICE_DATE))
                .from(INVOICE)
                .where(INVOICE.CURRENCY.eq(currency.getCurrencyCode()))
                .fetchSingle()
                .value1();
        LocalDate to = day;
        for (int i = 0; first != null && i < COUNT_BACK_MONTHS && !to.isBefore(first); i++) {
            LocalDate from = YearMonth.from(to).atDay(1);
            int days = Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
            months.add(new DaysSalesOutstanding.Month(Math.max(0, sales(tx, from, to, currency)), days));
            to = from.minusDays(1);
        }
        return months;
    }

    private static List<DaysLate.Settled> settled(TenantTx tx, LocalDate from, LocalDate to, Currency currency) {
        return tx.sql()
                .select(OPEN_ITEM.AMOUNT_MINOR, OPEN_ITEM.DUE_DATE, OPEN_ITEM.SETTLED_ON)
                .from(OPEN_ITEM)
                .where(OPEN_ITEM.SETTLED_ON.between(from, to))
                .and(OPEN_ITEM.CURRENCY.eq(currency.getCurrencyCode()))
                .and(OPEN_ITEM.AMOUNT_MINOR.gt(0L))
                .fetch(mapping((amount, due, settledOn) ->
                        new DaysLate.Settled(amount, Math.toIntExact(ChronoUnit.DAYS.between(due, settledOn)))));
    }
}
