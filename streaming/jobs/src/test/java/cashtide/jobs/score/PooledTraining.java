package cashtide.jobs.score;

import cashtide.jobs.fixture.InventedTenants;
import cashtide.ml.facts.AsOf;
import cashtide.ml.facts.History;
import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskTrainer;
import cashtide.ml.risk.TrainingOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a pooled model in a process of its own, whose memory can be measured, and after it does what {@link Train} does for
 * each tenant: choice, calibration and proof. Arguments: tenants, invoices of each.
 */
final class PooledTraining {

    /** What begins the line that the bench reads: rows, and seconds of wall and of the processor. */
    static final String TRAINED = "trained";

    /** The same of the work for each tenant. */
    static final String CHOSEN = "chosen";

    private static final long SEED = 1;

    private PooledTraining() {}

    @SuppressWarnings("SystemOut") // The bench reads it.
    public static void main(String[] args) {
        List<History> histories = InventedTenants.histories(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        RiskTrainer trainer = new RiskTrainer(TrainingOptions.withSeed(SEED));
        double[] start = seconds();
        RiskModel model = trainer.train(histories, AsOf.endOf(InventedTenants.CUT, InventedTenants.ZONE));
        double[] trained = seconds();
        System.out.println(TRAINED + " " + model.trainingRows() + since(start, trained));
        Map<String, Calibration> calibrations = new TreeMap<>();
        List<TenantChoice> choices = Train.choices(trainer, model, histories, InventedTenants.CUT, SEED);
        for (int i = 0; i < choices.size(); i++) {
            Calibration own = choices.get(i).calibration();
            if (own != null) {
                calibrations.put(histories.get(i).tenant(), own);
            }
        }
        int proofs = Train.proofs(model, calibrations, histories, InventedTenants.CUT)
                .size();
        System.out.println(CHOSEN + " " + proofs + since(trained, seconds()));
    }

    private static String since(double[] start, double[] end) {
        return " " + (end[0] - start[0]) + " " + (end[1] - start[1]);
    }

    private static double[] seconds() {
        long cpu = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
        return new double[] {System.nanoTime() / 1e9, cpu / 1e9};
    }
}
