package cashtide.ml.risk;

import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer;

/**
 * How trees are grown; chosen on validation windows inside the training period, see docs/models.md.
 *
 * @param threads fixed, since the sums of a histogram depend on how rows are shared out
 */
public record BoostParameters(
        int rounds,
        double eta,
        int depth,
        double minChildWeight,
        double subsample,
        double featureSubsample,
        double lambda,
        double gamma,
        int threads) {

    public static BoostParameters standard() {
        return new BoostParameters(300, 0.06, 3, 3, 0.8, 0.5, 2, 0, 1);
    }

    BoostParameters withRounds(int newRounds) {
        return new BoostParameters(
                newRounds, eta, depth, minChildWeight, subsample, featureSubsample, lambda, gamma, threads);
    }

    XGBoostClassificationTrainer trainer(long seed) {
        return new XGBoostClassificationTrainer(
                XGBoostTrainer.BoosterType.GBTREE,
                XGBoostTrainer.TreeMethod.HIST,
                rounds,
                eta,
                gamma,
                depth,
                minChildWeight,
                subsample,
                featureSubsample,
                lambda,
                0,
                threads,
                XGBoostTrainer.LoggingVerbosity.SILENT,
                seed);
    }
}
