package cashtide.jobs.registry;

import java.util.SortedMap;

/**
 * Two models on the same weeks of one tenant, and how much of the difference is chance.
 *
 * @param error mean squared error of the one, see {@link Figures}
 * @param other of the other
 * @param decided shares of invoices behind both
 * @param customers whose invoices they are
 * @param chance standard error of the difference of the two errors. A customer's invoices are paid in the same runs and
 *     counted in several weeks, so it is the customers that differ independently, not the shares
 */
public record Duel(double error, double other, long decided, int customers, double chance) {

    /** Fewer than one in forty differences of equal models are so large on one side. */
    static final double CHANCES = 2;

    /** A smaller gain, in parts of the other's error, is not worth that a tenant stands alone. */
    static final double WORTH = 0.01;

    /** With fewer customers the chance itself is not known. */
    static final int CUSTOMERS_MIN = 20;

    static Duel of(Window.Errors one, Window.Errors other) {
        double decided = one.figures().decided();
        double difference = (sum(one.squares()) - sum(other.squares())) / decided;
        double scatter = 0;
        for (var customer : one.squares().entrySet()) {
            double[] ours = customer.getValue();
            double[] theirs = other.squares().getOrDefault(customer.getKey(), ours);
            double apart = ours[0] - theirs[0] - difference * ours[1];
            scatter += apart * apart;
        }
        return new Duel(
                one.figures().weekError(),
                other.figures().weekError(),
                one.figures().decided(),
                one.squares().size(),
                Math.sqrt(scatter) / decided);
    }

    private static double sum(SortedMap<String, double[]> squares) {
        return squares.values().stream().mapToDouble(own -> own[0]).sum();
    }

    /** Whether the one is better by more than chance gives, and by enough to matter. */
    public boolean won() {
        double margin = Math.max(CHANCES * chance, WORTH * other);
        return decided >= Registry.DECIDED_MIN && customers >= CUSTOMERS_MIN && error < other - margin;
    }
}
