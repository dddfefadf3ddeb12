package cashtide.local.demo;

import java.util.random.RandomGenerator;

/** The distributions a business is drawn from. */
final class DemoRandom {

    private DemoRandom() {}

    /** Index of a share drawn by its weight; the shares add up to 1. */
    static int pick(double[] shares, RandomGenerator random) {
        double left = random.nextDouble();
        for (int i = 0; i < shares.length; i++) {
            left -= shares[i];
            if (left < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    /** A log-normal draw with this median; a third of the draws leave [median / e^sigma, median x e^sigma]. */
    static double logNormal(double median, double sigma, RandomGenerator random) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** How many events happen at this mean rate; Poisson, by multiplication. */
    static int count(double mean, RandomGenerator random) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
