package cashtide.ml.risk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a booster that put three questions to a row at most, laid out so that many rows go through a tree at once.
 * The sums are XGBoost's to the bit, in a quarter of its time: it follows each row down each tree by branches that no
 * processor foresees.
 *
 * <p>A value is its rank among the borders that the trees know of its column, so that every question is a subtraction of
 * whole numbers. All seven questions of a tree are put to each row; their answers say the leaf.
 */
final class ShallowTrees {

    private static final int QUESTIONS = 7;
    private static final int LEAVES = 8;
    private static final int ROWS_AT_ONCE = 256;

    /** What every sum begins with, as XGBoost has it. */
    private static final float BASE = 0.5f;

    /** Answers no question with yes. */
    private static final int ABOVE_ALL = 1 << 30;

    private static final int BELOW_ALL = -1;

    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d+):(?:leaf=(.+)|\\[f(\\d+)<(.+)] yes=(\\d+),no=(\\d+),missing=(\\d+))");

    private final int classes;
    /** By column, ascending. */
    private final float[][] borders;
    /** By tree and question: the column, counted on for columns whose unknown values are above all. */
    private final int[] columnOf;
    /** By tree and question: the highest rank that is answered with yes. */
    private final int[] rankOf;
    /** By tree and leaf. */
    private final float[] valueOf;

    private ShallowTrees(int trees, int classes, float[][] borders) {
        this.classes = classes;
        this.borders = borders;
        this.columnOf = new int[trees * QUESTIONS];
        this.rankOf = new int[trees * QUESTIONS];
        this.valueOf = new float[trees * LEAVES];
    }

    /** @param leaf its value, NaN of a question */
    private record Node(float leaf, int column, float border, int yes, int no, int unknown) {

        boolean isLeaf() {
            return !Float.isNaN(leaf);
        }
    }

    /**
     * Null when a tree puts more questions than three.
     *
     * @param dump of the booster, tree by tree, a class after the other in each round
     */
    static @Nullable ShallowTrees of(String[] dump, int columns, int classes) {
        List<Map<Integer, Node>> read =
                Arrays.stream(dump).map(ShallowTrees::nodes).toList();
        List<TreeSet<Float>> known = IntStream.range(0, columns)
                .mapToObj(column -> new TreeSet<Float>())
                .toList();
        for (Map<Integer, Node> tree : read) {
            for (Node node : tree.values()) {
                if (!node.isLeaf()) {
                    known.get(node.column()).add(node.border());
                }
            }
        }
        float[][] borders = new float[columns][];
        for (int column = 0; column < columns; column++) {
            borders[column] = new float[known.get(column).size()];
            int at = 0;
            for (float border : known.get(column)) {
                borders[column][at++] = border;
            }
        }
        ShallowTrees trees = new ShallowTrees(dump.length, classes, borders);
        for (int tree = 0; tree < dump.length; tree++) {
            if (!trees.put(tree, 0, read.get(tree), 0)) {
                return null;
            }
        }
        return trees;
    }

    private static Map<Integer, Node> nodes(String tree) {
        Map<Integer, Node> nodes = new HashMap<>();
        tree.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a line of a tree: " + line);
            }
            String leaf = matcher.group(2);
            nodes.put(
                    Integer.parseInt(matcher.group(1)),
                    leaf != null
                            ? new Node(Float.parseFloat(leaf), 0, 0, 0, 0, 0)
                            : new Node(
                                    Float.NaN,
                                    Integer.parseInt(matcher.group(3)),
                                    // Zero has a sign, but the border is the same.
                                    Float.parseFloat(matcher.group(4)) + 0f,
                                    Integer.parseInt(matcher.group(5)),
                                    Integer.parseInt(matcher.group(6)),
                                    Integer.parseInt(matcher.group(7))));
        });
        return nodes;
    }

    /** @param at the question, or the leaf after the last of them */
    private boolean put(int tree, int at, Map<Integer, Node> nodes, int number) {
        Node node = nodes.get(number);
        if (node == null) {
            throw new IllegalArgumentException("a tree has no node " + number);
        }
        if (at >= QUESTIONS) {
            valueOf[tree * LEAVES + at - QUESTIONS] = node.leaf();
            return node.isLeaf();
        }
        int question = tree * QUESTIONS + at;
        if (node.isLeaf()) {
            rankOf[question] = ABOVE_ALL;
            return put(tree, 2 * at + 1, nodes, number) && put(tree, 2 * at + 2, nodes, number);
        }
        columnOf[question] = node.unknown() == node.yes() ? node.column() : borders.length + node.column();
        rankOf[question] = Arrays.binarySearch(borders[node.column()], node.border());
        return put(tree, 2 * at + 1, nodes, node.yes()) && put(tree, 2 * at + 2, nodes, node.no());
    }

    /** Rows of values that lie on the borders, with unknown ones among them: what any difference would show on. */
    float[] trial(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        float[] trial = new float[rows * borders.length];
        for (int at = 0; at < trial.length; at++) {
            float[] own = borders[at % borders.length];
            float border = own.length == 0 ? 0 : own[random.nextInt(own.length)];
            int kind = random.nextInt(10);
            trial[at] = kind == 0 ? Float.NaN : kind < 5 ? Math.nextDown(border) : border;
        }
        return trial;
    }

    /**
     * The sums by row and class before they are made probabilities.
     *
     * @param matrix by row and column
     * @param rounds how many rounds of trees to use; 0 is all
     */
    float[] margins(float[] matrix, int rows, int rounds) {
        int all = valueOf.length / LEAVES;
        int trees = rounds == 0 ? all : Math.min(all, rounds * classes);
        float[] margins = new float[rows * classes];
        int[] ranks = new int[2 * borders.length * ROWS_AT_ONCE];
        long[] leaves = new long[ROWS_AT_ONCE];
        float[] sums = new float[classes * ROWS_AT_ONCE];
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows - from);
            rank(matrix, from, count, ranks);
            Arrays.fill(sums, BASE);
            for (int tree = 0; tree < trees; tree++) {
                leaves(ranks, count, tree * QUESTIONS, leaves);
                add(tree * LEAVES, leaves, count, sums, tree % classes * ROWS_AT_ONCE);
            }
            for (int row = 0; row < count; row++) {
                for (int one = 0; one < classes; one++) {
                    margins[(from + row) * classes + one] = sums[one * ROWS_AT_ONCE + row];
                }
            }
        }
        return margins;
    }

    private void rank(float[] matrix, int from, int count, int[] ranks) {
        int columns = borders.length;
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                float value = matrix[(from + row) * columns + column];
                boolean unknown = Float.isNaN(value);
                int rank = unknown ? BELOW_ALL : rank(borders[column], value);
                ranks[column * ROWS_AT_ONCE + row] = rank;
                ranks[(columns + column) * ROWS_AT_ONCE + row] = unknown ? ABOVE_ALL : rank;
            }
        }
    }

    /** How many borders are not above the value. */
    private static int rank(float[] borders, float value) {
        int low = 0;
        int high = borders.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (borders[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The leaf of each row in one tree. The answers are masks, all bits set for no. The leaves are long since the compiler
     * puts several rows into one instruction only where what is written can't be what is read.
     */
    private void leaves(int[] ranks, int count, int first, long[] leaves) {
        int column0 = columnOf[first] * ROWS_AT_ONCE;
        int column1 = columnOf[first + 1] * ROWS_AT_ONCE;
        int column2 = columnOf[first + 2] * ROWS_AT_ONCE;
        int column3 = columnOf[first + 3] * ROWS_AT_ONCE;
        int column4 = columnOf[first + 4] * ROWS_AT_ONCE;
        int column5 = columnOf[first + 5] * ROWS_AT_ONCE;
        int column6 = columnOf[first + 6] * ROWS_AT_ONCE;
        int rank0 = rankOf[first];
        int rank1 = rankOf[first + 1];
        int rank2 = rankOf[first + 2];
        int rank3 = rankOf[first + 3];
        int rank4 = rankOf[first + 4];
        int rank5 = rankOf[first + 5];
        int rank6 = rankOf[first + 6];
        for (int row = 0; row < count; row++) {
            int no0 = (rank0 - ranks[column0 + row]) >> 31;
            int no1 = (rank1 - ranks[column1 + row]) >> 31;
            int no2 = (rank2 - ranks[column2 + row]) >> 31;
            int no3 = (rank3 - ranks[column3 + row]) >> 31;
            int no4 = (rank4 - ranks[column4 + row]) >> 31;
            int no5 = (rank5 - ranks[column5 + row]) >> 31;
            int no6 = (rank6 - ranks[column6 + row]) >> 31;
            int second = no1 ^ ((no1 ^ no2) & no0);
            int thirdOfYes = no3 ^ ((no3 ^ no4) & second);
            int thirdOfNo = no5 ^ ((no5 ^ no6) & second);
            int third = thirdOfYes ^ ((thirdOfYes ^ thirdOfNo) & no0);
            leaves[row] = (no0 & 4) | (second & 2) | (third & 1);
        }
    }

    private void add(int first, long[] leaves, int count, float[] sums, int at) {
        for (int row = 0; row < count; row++) {
            sums[at + row] += valueOf[first + (int) leaves[row]];
        }
    }
}
