package cashtide.jobs.registry;

import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a stored model comes from.
 *
 * @param version its name: as-of day and moment of training
 * @param cutDay business date it was trained on; facts of later days were not seen
 * @param trainedAt when
 * @param seed the same facts and seed give the same model
 * @param parameters how it was trained
 * @param rows training rows over all tenants
 * @param lakeCuts position in the change feed that was read, by tenant id
 * @param snapshots Iceberg snapshot of each table that was read, by tenant id and table
 * @param features names of the features in use
 * @param proofs how its rehearsal did on the weeks before the cut, by tenant id; none where too little was known
 * @param choices why this is the model for a tenant, by tenant id, in words for that tenant; none where there was no choice
 * @param calibrations of a tenant's own, by tenant id, in the place of the model's where they did better
 * @param seconds what training took
 */
public record ModelCard(
        String version,
        LocalDate cutDay,
        Instant trainedAt,
        long seed,
        String parameters,
        int rows,
        Map<String, String> lakeCuts,
        Map<String, Map<String, Long>> snapshots,
        List<String> features,
        Map<String, Proof> proofs,
        Map<String, String> choices,
        Map<String, Calibration> calibrations,
        double seconds) {

    /** By the day up to which facts were seen, then by when it was trained. */
    static final Comparator<ModelCard> NEWEST_LAST =
            Comparator.comparing(ModelCard::cutDay).thenComparing(ModelCard::trainedAt);

    /** Until a model has learned from this many rows, more history is worth more than rest. */
    public static final int ROWS_ENOUGH = 500;

    /**
     * The error of the rehearsal on the weeks between its cut and the model's, beside the naive baseline's.
     *
     * @param weekError see {@link Figures}
     * @param decided see {@link Figures}
     */
    public record Proof(double weekError, double baselineWeekError, long decided) {

        public boolean beatsBaseline() {
            return weekError < baselineWeekError;
        }
    }

    public ModelCard {
        lakeCuts = Map.copyOf(lakeCuts);
        snapshots = Map.copyOf(snapshots);
        features = List.copyOf(features);
        proofs = Map.copyOf(proofs);
        choices = Map.copyOf(choices);
        calibrations = Map.copyOf(calibrations);
    }

    /** Whether so little was learned that the next model needs no shadow to take its place. */
    public boolean provisional() {
        return rows < ROWS_ENOUGH;
    }

    /** Whether it was trained on just these snapshots of a tenant's tables. Others that were there then don't count. */
    public boolean read(String tenantId, Map<String, Long> facts) {
        return snapshots.getOrDefault(tenantId, Map.of()).entrySet().containsAll(facts.entrySet());
    }

    public @Nullable Proof proof(String tenantId) {
        return proofs.get(tenantId);
    }

    /** Whether it was trained on more companies than one. */
    public boolean pooled() {
        return lakeCuts.size() > 1;
    }

    /**
     * Whether the same method beat the baseline over all companies of the pool. It speaks for a company whose own history
     * shows nothing yet.
     */
    public boolean beatsBaselineInPool() {
        double ours = 0;
        double baseline = 0;
        for (Proof proof : proofs.values()) {
            ours += proof.decided() * proof.weekError();
            baseline += proof.decided() * proof.baselineWeekError();
        }
        return pooled() && ours < baseline;
    }

    /** The model of this card as it is for a tenant. */
    public RiskModel calibrated(RiskModel model, String tenantId) {
        Calibration own = calibrations.get(tenantId);
        return own == null ? model : model.with(own);
    }

    /** How it was trained, and what is a tenant's own in it. */
    public String parameters(String tenantId) {
        Calibration own = calibrations.get(tenantId);
        String choice = choices.get(tenantId);
        return parameters + (own == null ? "" : ", own " + own) + (choice == null ? "" : ", " + choice);
    }

    /** A sentence for people, with what was decided before it; that alone where there was no choice. */
    String withChoice(String tenantId, String decided) {
        String choice = choices.get(tenantId);
        return choice == null ? decided : decided + " " + choice;
    }

    /** SHA-256 of the features' names in their order, in hexadecimal. */
    public String featuresDigest() {
        return sha256(String.join("\n", features).getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
