package cashtide.ml.risk;

import java.util.Map;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;

/**
 * A random forest that only tells late from on time. It errs differently from the boosted buckets, and follows the past
 * less closely: what it adds is worth most where customers' habits move.
 */
final class LateForest {

    private static final int TREES = 100;

    private LateForest() {}

    /** One round of trees grown side by side; each leaf is the share of late ones among its rows. */
    static XGBoostClassificationTrainer trainer(long seed) {
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

    /** The mean share in the leaves, from what softprob makes of it in one round. */
    static double share(double softprob) {
        return Math.max(0, Math.min(1, 0.5 + Calibration.Odds.logit(softprob) / 4));
    }
}
