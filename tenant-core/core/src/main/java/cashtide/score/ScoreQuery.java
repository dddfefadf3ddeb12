package cashtide.score;

import static cashtide.db.Tables.INVOICE_SCORE;
import static cashtide.db.Tables.SCORE_RUN;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;

import cashtide.tenant.TenantTx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What is known of the payment-delay risk of an invoice, and which run the screens rest on. */
public final class ScoreQuery {

    /**
     * One driver of a score.
     *
     * @param text begins with the fact
     * @param effectPoints whole points of P(late), positive when it makes late payment likelier
     */
    public record Driver(String text, int effectPoints) {}

    /**
     * The newest score of an invoice.
     *
     * @param previousPLate P(late) in the run before, null for the first
     * @param evidence settled invoices of the customer behind it
     */
    public record Score(
            LocalDate asOf,
            double pLate,
            @Nullable Double previousPLate,
            double pLate30,
            LocalDate p10,
            LocalDate p50,
            LocalDate p90,
            int evidence,
            boolean littleEvidence,
            List<Driver> drivers) {}

    /**
     * The newest completed risk run.
     *
     * @param model version of the model, or the name of the baseline shown in its place
     */
    public record Run(LocalDate asOf, String model, boolean baselineShown, Instant completedAt) {}

    private static final Field<String[]> TEXTS = field(
            "array(select coalesce(r->>'text', '') from jsonb_array_elements({0}) r)",
            String[].class, INVOICE_SCORE.REASONS);
    private static final Field<Integer[]> POINTS = field(
            "array(select round(100 * coalesce((r->>'effect')::numeric, 0))::int from jsonb_array_elements({0}) r)",
            Integer[].class, INVOICE_SCORE.REASONS);

    /** The score of an invoice; empty before its first one. */
    public Optional<Score> of(TenantTx tx, UUID invoiceId) {
        return tx.sql()
                .select(
                        INVOICE_SCORE.AS_OF,
                        INVOICE_SCORE.P_LATE,
                        INVOICE_SCORE.PREVIOUS_P_LATE,
                        INVOICE_SCORE.P_LATE30,
                        INVOICE_SCORE.P10_DATE,
                        INVOICE_SCORE.P50_DATE,
                        INVOICE_SCORE.P90_DATE,
                        INVOICE_SCORE.EVIDENCE,
                        INVOICE_SCORE.LITTLE_EVIDENCE,
                        TEXTS,
                        POINTS)
                .from(INVOICE_SCORE)
                .where(INVOICE_SCORE.INVOICE_ID.eq(invoiceId))
                .fetchOptional(mapping(
                        (asOf, late, before, late30, p10, p50, p90, evidence, little, texts, points) -> new Score(
                                asOf, late, before, late30, p10, p50, p90, evidence, little, drivers(texts, points))));
    }

    /** The run whose scores are shown; empty until the first has arrived. */
    public Optional<Run> newestRun(TenantTx tx) {
        return tx.sql()
                .select(SCORE_RUN.AS_OF, SCORE_RUN.MODEL, SCORE_RUN.BASELINE_SHOWN, SCORE_RUN.COMPLETED_AT)
                .from(SCORE_RUN)
                .where(SCORE_RUN.KIND.eq("risk"))
                .orderBy(SCORE_RUN.COMPLETED_AT.desc())
                .limit(1)
                .fetchOptional(mapping((LocalDate asOf, String model, Boolean baseline, OffsetDateTime at) ->
                        new Run(asOf, model, baseline, at.toInstant())));
    }

    private static List<Driver> drivers(String[] texts, Integer[] points) {
        List<Driver> drivers = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            drivers.add(new Driver(texts[i], points[i]));
        }
        return List.copyOf(drivers);
    }
}
