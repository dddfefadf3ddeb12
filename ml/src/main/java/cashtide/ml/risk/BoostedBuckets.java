package cashtide.ml.risk;

import cashtide.ml.features.FeatureNames;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Gradient-boosted probabilities of the delay buckets: Tribuo's XGBoost with the softprob objective. Rows are scored in one
 * matrix, without an object per feature: by {@link ShallowTrees} where these say the same, else by the booster.
 */
final class BoostedBuckets {

    private static final int CHUNK_ROWS = 8192;
    private static final int TRIAL_ROWS = 256;

    private final XGBoostModel<Label> model;
    private final Booster booster;
    private final @Nullable ShallowTrees shallow;
    /** Makes sums probabilities, in XGBoost's own arithmetic. */
    private final Booster softmax;
    /** By column of the booster's matrix: the position in the feature vector. */
    private final int[] columns;
    /** By class of the booster: the bucket. */
    private final int[] bucketOfClass;

    private final int buckets;

    private BoostedBuckets(XGBoostModel<Label> model, int buckets) {
        this.model = model;
        this.booster = model.getInnerModels().getFirst();
        try {
            // Its threads spin while they wait for one another, which costs a busy machine far more than they bring.
            booster.setParam("nthread", 1);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost refused to run in one thread", e);
        }
        this.buckets = buckets;
        List<String> names = FeatureNames.names();
        columns = new int[model.getFeatureIDMap().size()];
        for (int id = 0; id < columns.length; id++) {
            columns[id] = names.indexOf(model.getFeatureIDMap().get(id).getName());
            if (columns[id] < 0) {
                throw new IllegalArgumentException("the model knows a feature that this version doesn't: "
                        + model.getFeatureIDMap().get(id).getName());
            }
        }
        bucketOfClass = new int[model.getOutputIDInfo().size()];
        for (int at = 0; at < bucketOfClass.length; at++) {
            String label = model.getOutputIDInfo().getOutput(at).getLabel();
            bucketOfClass[at] = Integer.parseInt(label.substring(1));
        }
        try {
            shallow = shallow(booster, columns.length, bucketOfClass.length);
            softmax = softmax(bucketOfClass.length);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost refused to show its trees", e);
        }
    }

    /** Null where they don't say the same to the bit, as those of a forest, of which each class has many in a round. */
    private static @Nullable ShallowTrees shallow(Booster booster, int columns, int classes) throws XGBoostError {
        ShallowTrees trees = ShallowTrees.of(booster.getModelDump("", false), columns, classes);
        if (trees == null) {
            return null;
        }
        float[] trial = trees.trial(TRIAL_ROWS);
        DMatrix data = new DMatrix(trial, TRIAL_ROWS, columns, Float.NaN);
        try {
            float[] said = trees.margins(trial, TRIAL_ROWS, 0);
            float[][] expected = booster.predict(data, true, 0);
            for (int row = 0; row < TRIAL_ROWS; row++) {
                int at = row * classes;
                if (!Arrays.equals(expected[row], 0, classes, said, at, at + classes)) {
                    return null;
                }
            }
            return trees;
        } finally {
            data.dispose();
        }
    }

    /** The identity as a linear model: what it is asked are the sums themselves, what it answers their probabilities. */
    private static Booster softmax(int classes) throws XGBoostError {
        float[] identity = new float[(classes + 1) * classes];
        for (int one = 0; one < classes; one++) {
            identity[one * classes + one] = 1;
        }
        String model = String.format(Locale.ROOT, """
                {"learner":{"attributes":{},"feature_names":[],"feature_types":[],
                "gradient_booster":{"model":{"weights":%1$s},"name":"gblinear"},
                "learner_model_param":{"base_score":"0","num_class":"%2$d","num_feature":"%2$d"},
                "objective":{"name":"multi:softprob","softmax_multiclass_param":{"num_class":"%2$d"}}},
                "version":[1,6,2]}""", Arrays.toString(identity), classes);
        try {
            Booster softmax = XGBoost.loadModel(model.replace("\n", "").getBytes(StandardCharsets.UTF_8));
            softmax.setParam("nthread", 1);
            return softmax;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Trains; or answers null where there is nothing to tell apart: fewer than two buckets, or no feature that varies.
     *
     * @param targets by row, the weight of each bucket
     */
    static @Nullable BoostedBuckets train(
            List<DelayRow> rows, List<float[]> targets, int buckets, XGBoostClassificationTrainer trainer) {
        boolean[] varies = varying(rows);
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "mature invoices", OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), new LabelFactory()),
                new LabelFactory());
        List<String> names = FeatureNames.names();
        boolean[] seen = new boolean[buckets];
        for (int row = 0; row < rows.size(); row++) {
            float[] target = targets.get(row);
            for (int bucket = 0; bucket < buckets; bucket++) {
                if (target[bucket] > 1e-4) {
                    ArrayExample<Label> example = example(names, varies, rows.get(row).x, label(bucket));
                    if (example.size() > 0) {
                        example.setWeight(target[bucket]);
                        data.add(example);
                        seen[bucket] = true;
                    }
                }
            }
        }
        int different = 0;
        for (boolean one : seen) {
            different += one ? 1 : 0;
        }
        if (different < 2) {
            return null;
        }
        return new BoostedBuckets(trainer.train(data, Map.of()), buckets);
    }

    private static boolean[] varying(List<DelayRow> rows) {
        float[] first = rows.getFirst().x;
        boolean[] varies = new boolean[first.length];
        for (DelayRow row : rows) {
            for (int i = 0; i < first.length; i++) {
                varies[i] |= Float.compare(row.x[i], first[i]) != 0;
            }
        }
        return varies;
    }

    private static Label label(int bucket) {
        return new Label(String.format(Locale.ROOT, "b%02d", bucket));
    }

    private static ArrayExample<Label> example(List<String> names, boolean[] use, float[] x, Label label) {
        List<String> known = new ArrayList<>(x.length);
        double[] values = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (use[i] && !Float.isNaN(x[i])) {
                values[known.size()] = x[i];
                known.add(names.get(i));
            }
        }
        return new ArrayExample<>(label, known.toArray(new String[0]), Arrays.copyOf(values, known.size()));
    }

    /**
     * Probabilities by row and bucket.
     *
     * @param rounds how many rounds of the model to use; 0 is all
     */
    double[][] predict(List<float[]> rows, int rounds) {
        double[][] all = new double[rows.size()][];
        for (int from = 0; from < rows.size(); from += CHUNK_ROWS) {
            int to = Math.min(rows.size(), from + CHUNK_ROWS);
            float[][] predicted = predictChunk(rows.subList(from, to), rounds);
            for (int row = from; row < to; row++) {
                double[] byBucket = new double[buckets];
                for (int at = 0; at < bucketOfClass.length; at++) {
                    byBucket[bucketOfClass[at]] = predicted[row - from][at];
                }
                all[row] = byBucket;
            }
        }
        return all;
    }

    private float[][] predictChunk(List<float[]> rows, int rounds) {
        float[] matrix = new float[rows.size() * columns.length];
        int at = 0;
        for (float[] row : rows) {
            for (int column : columns) {
                matrix[at++] = row[column];
            }
        }
        try {
            return shallow == null
                    ? predict(booster, matrix, rows.size(), rounds)
                    : predict(softmax, shallow.margins(matrix, rows.size(), rounds), rows.size(), 0);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost refused to predict", e);
        }
    }

    private static float[][] predict(Booster booster, float[] matrix, int rows, int rounds) throws XGBoostError {
        DMatrix data = new DMatrix(matrix, rows, matrix.length / rows, Float.NaN);
        try {
            // XGBoost promises no more than one thread at a time for every kind of booster.
            synchronized (booster) {
                return booster.predict(data, false, rounds);
            }
        } finally {
            data.dispose();
        }
    }

    /** What does the work in the booster's place; null where it has to do it itself. */
    @Nullable
    ShallowTrees shallow() {
        return shallow;
    }

    /** The names of the features in use. */
    List<String> features() {
        List<String> names = FeatureNames.names();
        return Arrays.stream(columns).mapToObj(names::get).toList();
    }

    XGBoostModel<Label> model() {
        return model;
    }

    byte[] toBytes() {
        return model.serialize().toByteArray();
    }

    @SuppressWarnings("unchecked")
    static BoostedBuckets fromBytes(byte[] bytes, int buckets) {
        try {
            Model<?> model = Model.deserialize(ModelProto.parseFrom(bytes));
            return new BoostedBuckets((XGBoostModel<Label>) model, buckets);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a model in Tribuo's protobuf form", e);
        }
    }
}
