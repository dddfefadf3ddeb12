package cashtide.ml.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.features.FeatureNames;
import cashtide.ml.fixture.InventedPayers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShallowTreesTest {

    private static final AsOf AT_CUT = AsOf.endOf(InventedPayers.FIRST_DAY.plusDays(330), InventedPayers.ZONE);
    private static DelayModel model;

    @BeforeAll
    static void train() {
        History history = InventedPayers.history(7, 40, 400);
        BoostParameters boost = new BoostParameters(25, 0.2, 3, 3, 0.8, 0.5, 2, 0, 1);
        model = new RiskTrainer(new TrainingOptions(5, boost, 3))
                .train(List.of(history), AT_CUT)
                .model();
    }

    @Test
    void rowsOnTheBordersGetTheProbabilitiesOfXgboostToTheBit() throws Exception {
        BoostedBuckets boosted = boosted();
        assertThat(boosted.shallow()).isNotNull();
        List<float[]> rows = rows(700);
        for (int rounds : new int[] {0, 1, 7}) {
            double[][] said = boosted.predict(rows, rounds);
            float[][] expected = byXgboost(boosted, rows, rounds);
            for (int row = 0; row < rows.size(); row++) {
                double[] sorted =
                        Arrays.stream(said[row]).filter(one -> one > 0).sorted().toArray();
                float[] own = expected[row];
                assertThat(sorted)
                        .isEqualTo(IntStream.range(0, own.length)
                                .mapToDouble(at -> own[at])
                                .sorted()
                                .toArray());
            }
        }
    }

    @Test
    void aRowAloneIsAsAmongOthers() {
        List<float[]> rows = rows(300);
        double[][] together = boosted().predict(rows, 0);
        for (int row = 0; row < rows.size(); row += 37) {
            assertThat(boosted().predict(rows.subList(row, row + 1), 0)[0]).isEqualTo(together[row]);
        }
    }

    @Test
    void aForestIsLeftToXgboost() {
        BoostedBuckets forest = Objects.requireNonNull(model.lateHead()).forest();
        assertThat(forest.shallow()).isNull();
    }

    @Test
    void treesOfMoreQuestionsAreRefused() {
        String leaf = ":leaf=0.5\n";
        String split = ":[f0<1.5] yes=%d,no=%d,missing=%1$d%n";
        StringBuilder deep = new StringBuilder();
        for (int depth = 0; depth < 4; depth++) {
            deep.append(2 * depth).append(String.format(split, 2 * depth + 2, 2 * depth + 1));
            deep.append(2 * depth + 1).append(leaf);
        }
        assertThat(ShallowTrees.of(new String[] {deep + "8" + leaf}, 1, 1)).isNull();
        assertThat(ShallowTrees.of(new String[] {"0" + leaf}, 1, 1)).isNotNull();
    }

    @Test
    void anUnknownValueGoesWhereTheTreeSays() {
        String tree = "0:[f0<2] yes=1,no=2,missing=%d\n\t1:leaf=0.25\n\t2:leaf=-0.25\n";
        for (int missing = 1; missing <= 2; missing++) {
            ShallowTrees trees =
                    Objects.requireNonNull(ShallowTrees.of(new String[] {String.format(tree, missing)}, 1, 1));
            assertThat(trees.margins(new float[] {1.9f, 2, Float.NaN}, 3, 0))
                    .containsExactly(0.75f, 0.25f, missing == 1 ? 0.75f : 0.25f);
        }
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertThatThrownBy(() -> ShallowTrees.of(new String[] {"0:[f0==2] yes=1"}, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("f0==2");
    }

    private static BoostedBuckets boosted() {
        return Objects.requireNonNull(model.boosted());
    }

    private static float[][] byXgboost(BoostedBuckets boosted, List<float[]> rows, int rounds) throws Exception {
        Booster booster = boosted.model().getInnerModels().getFirst();
        int[] columns = boosted.features().stream()
                .mapToInt(FeatureNames.names()::indexOf)
                .toArray();
        float[] matrix = new float[rows.size() * columns.length];
        for (int at = 0; at < matrix.length; at++) {
            matrix[at] = rows.get(at / columns.length)[columns[at % columns.length]];
        }
        DMatrix data = new DMatrix(matrix, rows.size(), columns.length, Float.NaN);
        try {
            return booster.predict(data, false, rounds);
        } finally {
            data.dispose();
        }
    }

    /** Of values on the borders of the trees, just below them, and unknown. */
    private static List<float[]> rows(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] trial = Objects.requireNonNull(boosted().shallow()).trial(count);
        int[] columns = boosted().features().stream()
                .mapToInt(FeatureNames.names()::indexOf)
                .toArray();
        return IntStream.range(0, count)
                .mapToObj(row -> {
                    float[] x = new float[FeatureNames.count()];
                    for (int column = 0; column < columns.length; column++) {
                        float value = trial[row * columns.length + column];
                        x[columns[column]] = random.nextInt(20) == 0 ? -value : value;
                    }
                    return x;
                })
                .toList();
    }
}
