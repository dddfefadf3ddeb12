package cashtide.ml.risk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;

/**
 * Two models that only tell late from on time. They err differently from the boosted buckets: a random forest follows the
 * past less closely, which is worth most where customers' habits move, and boosted trees with many leaves find what depends
 * on more than three features.
 *
 * @param boostedShare weight of the boosted trees; the rest is the forest's
 */
record LateHead(BoostedBuckets forest, BoostedBuckets boosted, double boostedShare) {

    private static final int LATE = 1;
    private static final int TREES = 100;
    private static final int ROUNDS = 100;
    private static final double BOOSTED_SHARE_MAX = 0.5;
    /** With so many rows the boosted trees have half of their full weight: on fewer they learn more luck than a forest does. */
    private static final double ROWS_FOR_HALF = 4_000;

    /** @param late by row, the weights of on time and late; null where there is nothing to tell apart */
    static @Nullable LateHead train(List<DelayRow> rows, List<float[]> late, long seed) {
        BoostedBuckets forest = BoostedBuckets.train(rows, late, 2, forest(seed));
        BoostedBuckets boosted = BoostedBuckets.train(rows, late, 2, boosted(seed));
        return forest == null || boosted == null
                ? null
                : new LateHead(forest, boosted, BOOSTED_SHARE_MAX * rows.size() / (rows.size() + ROWS_FOR_HALF));
    }

    /** One round of trees grown side by side; each leaf is the share of late ones among its rows. */
    private static XGBoostClassificationTrainer forest(long seed) {
        return new XGBoostClassificationTrainer(
                1,
                Map.ofEntries(
                        Map.entry("objective", "multi:softprob"),
                        Map.entry("tree_method", "hist"),
                        Map.entry("num_parallel_tree", TREES),
                        Map.entry("eta", 1.0),
                        Map.entry("max_depth", 12),
                        Map.entry("min_child_weight", 4),
                        Map.entry("subsample", 0.6),
                        Map.entry("colsample_bynode", 0.25),
                        Map.entry("lambda", 0.5),
                        Map.entry("max_bin", 64),
                        Map.entry("nthread", 1),
                        Map.entry("verbosity", 0),
                        Map.entry("seed", seed)));
    }

    private static XGBoostClassificationTrainer boosted(long seed) {
        return new XGBoostClassificationTrainer(
                ROUNDS,
                Map.ofEntries(
                        Map.entry("objective", "multi:softprob"),
                        Map.entry("tree_method", "hist"),
                        Map.entry("grow_policy", "lossguide"),
                        Map.entry("eta", 0.1),
                        Map.entry("max_depth", 0),
                        Map.entry("max_leaves", 31),
                        Map.entry("min_child_weight", 10),
                        Map.entry("subsample", 0.8),
                        Map.entry("colsample_bynode", 0.5),
                        Map.entry("lambda", 1.0),
                        Map.entry("max_bin", 64),
                        Map.entry("nthread", 1),
                        Map.entry("verbosity", 0),
                        Map.entry("seed", seed)));
    }

    /** By row, the probability of being late. */
    double[] late(List<float[]> rows) {
        double[][] byForest = forest.predict(rows, 0);
        double[][] byBoosted = boosted.predict(rows, 0);
        double[] late = new double[rows.size()];
        for (int row = 0; row < late.length; row++) {
            late[row] = (1 - boostedShare) * share(byForest[row][LATE]) + boostedShare * byBoosted[row][LATE];
        }
        return late;
    }

    /** The mean share in the leaves, from what softprob makes of it in one round. */
    private static double share(double softprob) {
        return Math.max(0, Math.min(1, 0.5 + Calibration.Odds.logit(softprob) / 4));
    }
}
