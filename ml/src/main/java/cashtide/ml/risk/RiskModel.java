package cashtide.ml.risk;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.facts.InvoiceFact;
import cashtide.ml.facts.InvoiceHistory;
import cashtide.ml.features.Features;
import cashtide.ml.features.PaymentCalendars;
import cashtide.ml.features.TenantIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says when invoices will be paid. Immutable; safe to share between threads.
 *
 * <p>An invoice is scored as of a moment: from the facts known before it, and given that it is still open then.
 */
public final class RiskModel {

    /** Of stored models; {@link #fromBytes} reads no other. */
    public static final int FORMAT = ModelBytes.VERSION;

    /** With fewer settled invoices than this a score leans on similar customers more than on the customer's own. */
    public static final int LITTLE_EVIDENCE_BELOW = 5;

    private static final int EXPLAINED_AT_ONCE = 1_000;
    private static final int OVERDUE_EXPLAINED_DAYS = 30;

    private final DelayModel model;
    private final Instant cut;
    private final TrainingOptions options;
    private final int trainingRows;
    private final @Nullable RiskModel rehearsal;

    RiskModel(DelayModel model, Instant cut, TrainingOptions options, int trainingRows, @Nullable RiskModel rehearsal) {
        this.rehearsal = rehearsal;
        this.model = model;
        this.cut = cut;
        this.options = options;
        this.trainingRows = trainingRows;
    }

    /**
     * What is said before anything was learned: around the due date, four of ten late and one of thirty by more than a month,
     * and wide intervals. Customers' own delays count as soon as there are any.
     *
     * @param cut facts known before it may be scored
     */
    public static RiskModel guess(AsOf cut) {
        return new RiskModel(DelayModel.guess(), cut.moment(), TrainingOptions.withSeed(0), 0, null);
    }

    /** For storage; {@link #fromBytes} gives a model that scores the same to the bit. */
    public byte[] toBytes() {
        return ModelBytes.write(this);
    }

    /** Fails with IllegalArgumentException when these aren't the bytes of a model that this version can use. */
    public static RiskModel fromBytes(byte[] bytes) {
        return ModelBytes.read(bytes);
    }

    /** The names of the features in use; empty for a model of customers' own delays only. */
    public List<String> features() {
        BoostedBuckets boosted = model.boosted();
        return boosted == null ? List.of() : boosted.features();
    }

    /** Facts of this moment and later were not seen in training. */
    public Instant cut() {
        return cut;
    }

    public TrainingOptions options() {
        return options;
    }

    public int trainingRows() {
        return trainingRows;
    }

    public PaymentCalendars calendars() {
        return model.calendars();
    }

    /**
     * The same method trained on the earlier part of the same facts: what it says of the later part shows how good a
     * forecast would have been. Null where there was too little to split, and of a model read back from bytes.
     */
    public @Nullable RiskModel rehearsal() {
        return rehearsal;
    }

    /** This model with its rehearsal, which is stored beside it. */
    public RiskModel withRehearsal(RiskModel earlier) {
        return new RiskModel(model, cut, options, trainingRows, earlier);
    }

    /**
     * The obvious guess, as a model: each customer's own last delays, shrunk to everybody's, and nothing learned from
     * features. What a model must beat, and what is shown in its place when it doesn't.
     */
    public RiskModel naive() {
        return new RiskModel(model.naive(), cut, options, trainingRows, rehearsal == null ? null : rehearsal.naive());
    }

    /** How what the trees say is mixed, shaped and widened. */
    public Calibration calibration() {
        return model.calibration();
    }

    /** The same trees with another calibration, such as a tenant's own; those of the rehearsal too. */
    public RiskModel with(Calibration other) {
        Calibration fits = other.withRounds(model.calibration().mixture().rounds());
        return new RiskModel(
                model.with(fits), cut, options, trainingRows, rehearsal == null ? null : rehearsal.with(other));
    }

    /** Ready for many calls over the same facts. */
    public Scorer over(History history) {
        return over(new TenantIndex(history, model.calendars()));
    }

    /** Over facts that are indexed already; the index must have been made with this model's calendars. */
    public Scorer over(TenantIndex index) {
        return new Scorer(index);
    }

    /** Scores without reasons; in the order of the invoices. */
    public List<RiskScore> score(History history, AsOf asOf, List<InvoiceFact> invoices) {
        return over(history).score(asOf, invoices);
    }

    DelayModel model() {
        return model;
    }

    /** A score with its reasons, and the distribution that it was read from. */
    public record Explained(RiskScore score, PaymentDates dates) {}

    /** The model over one tenant's facts. Not thread-safe. */
    public final class Scorer {
        private final TenantIndex index;
        private final Features features;
        private @Nullable AsOf standingAt;
        private @Nullable StandingFacts standing;

        private Scorer(TenantIndex index) {
            this.index = index;
            this.features = new Features(index);
        }

        /** Scores as of one moment, in the order of the invoices. */
        public List<RiskScore> score(AsOf asOf, List<InvoiceFact> invoices) {
            List<DelayRow> rows = rows(asOf, invoices);
            return scores(
                    rows,
                    open(rows, invoices.stream().map(invoice -> asOf).toList()),
                    invoices.stream().map(invoice -> asOf).toList());
        }

        /** The same with reasons, strongest first; costs about five times as much. */
        public List<RiskScore> scoreWithReasons(AsOf asOf, List<InvoiceFact> invoices) {
            return explain(asOf, invoices).stream().map(Explained::score).toList();
        }

        /** Scores with reasons and the distributions behind them, in the order of the invoices. */
        public List<Explained> explain(AsOf asOf, List<InvoiceFact> invoices) {
            List<DelayRow> rows = rows(asOf, invoices);
            List<AsOf> moments = invoices.stream().map(invoice -> asOf).toList();
            List<PaymentDates> dates = open(rows, moments);
            List<RiskScore> scores = scores(rows, dates, moments);
            double[] whole = explainedRisk(dates, asOf);
            List<Explained> explained = new ArrayList<>(scores.size());
            for (int from = 0; from < rows.size(); from += EXPLAINED_AT_ONCE) {
                int to = Math.min(rows.size(), from + EXPLAINED_AT_ONCE);
                List<List<Reason>> reasons = Reasons.of(
                        rows.subList(from, to),
                        Arrays.copyOfRange(whole, from, to),
                        model.typical(),
                        variants -> explainedRiskOf(variants, asOf));
                for (int i = from; i < to; i++) {
                    explained.add(new Explained(scores.get(i).with(reasons.get(i - from)), dates.get(i)));
                }
            }
            return explained;
        }

        /** By row, the probability of being late or, of an overdue invoice, of being open another 30 days. */
        double[] explainedRiskOf(List<DelayRow> rows, AsOf asOf) {
            return explainedRisk(open(rows, rows.stream().map(row -> asOf).toList()), asOf);
        }

        private static double[] explainedRisk(List<PaymentDates> dates, AsOf asOf) {
            double[] risk = new double[dates.size()];
            for (int i = 0; i < risk.length; i++) {
                int pastDue = DelayRows.day(asOf.day()) - 1 - dates.get(i).dueDay();
                risk[i] = dates.get(i).lateBeyond(pastDue > 0 ? pastDue + OVERDUE_EXPLAINED_DAYS : 0);
            }
            return risk;
        }

        /** Scores each invoice as of the beginning of its own date, in the order of the invoices. */
        public List<RiskScore> scoreAtIssue(List<InvoiceFact> invoices) {
            List<AsOf> moments = invoices.stream()
                    .map(invoice ->
                            AsOf.startOf(invoice.invoiceDate(), index.history().zone()))
                    .toList();
            List<DelayRow> rows = new ArrayList<>(invoices.size());
            for (int i = 0; i < invoices.size(); i++) {
                rows.add(DelayRows.toScore(features, invoices.get(i), moments.get(i)));
            }
            return scores(rows, model.dates(rows), moments);
        }

        /** The distributions behind {@link #score}, in the order of the invoices. */
        public List<PaymentDates> dates(AsOf asOf, List<InvoiceFact> invoices) {
            List<DelayRow> rows = rows(asOf, invoices);
            return open(rows, invoices.stream().map(invoice -> asOf).toList());
        }

        private List<DelayRow> rows(AsOf asOf, List<InvoiceFact> invoices) {
            List<DelayRow> rows = new ArrayList<>(invoices.size());
            for (InvoiceFact invoice : invoices) {
                rows.add(DelayRows.toScore(features, invoice, asOf));
            }
            return rows;
        }

        private List<PaymentDates> open(List<DelayRow> rows, List<AsOf> moments) {
            List<PaymentDates> dates = model.dates(rows);
            List<PaymentDates> open = new ArrayList<>(dates.size());
            for (int i = 0; i < dates.size(); i++) {
                InvoiceHistory own = index.history().invoice(rows.get(i).invoice.invoiceKey());
                AsOf asOf = moments.get(i);
                open.add(
                        own != null && own.knownAt(asOf)
                                ? standing(asOf)
                                        .applied(
                                                dates.get(i).notBefore(DelayRows.day(asOf.day())),
                                                rows.get(i),
                                                own,
                                                asOf)
                                : dates.get(i));
            }
            return open;
        }

        /** Most calls are about one moment. */
        private StandingFacts standing(AsOf asOf) {
            if (!asOf.equals(standingAt)) {
                standing = StandingFacts.of(index, asOf);
                standingAt = asOf;
            }
            return Objects.requireNonNull(standing);
        }

        private List<RiskScore> scores(List<DelayRow> rows, List<PaymentDates> dates, List<AsOf> moments) {
            double tail = model.calibration().tailShare();
            List<RiskScore> scores = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                DelayRow row = rows.get(i);
                PaymentDates date = dates.get(i);
                double late = date.lateBeyond(0);
                scores.add(new RiskScore(
                        row.invoice.invoiceKey(),
                        moments.get(i).day(),
                        late,
                        Math.min(late, date.lateBeyond(30)),
                        date.quantile(tail),
                        date.quantile(0.5),
                        date.quantile(1 - tail),
                        date.expectedDaysLate(),
                        date.byWeek(DelayRows.day(moments.get(i).day()), RiskScore.WEEKS),
                        row.evidence,
                        row.evidence < LITTLE_EVIDENCE_BELOW,
                        List.of()));
            }
            return scores;
        }
    }
}
