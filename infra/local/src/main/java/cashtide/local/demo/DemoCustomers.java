package cashtide.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws the customers of a business: a few large ones, many small ones, each with its own way of paying. */
final class DemoCustomers {

    private static final List<DemoCustomer.Run> RUNS = List.of(
            DemoCustomer.Run.ANY_DAY,
            DemoCustomer.Run.TUESDAY,
            DemoCustomer.Run.THURSDAY,
            DemoCustomer.Run.TENTH_AND_TWENTY_FIFTH,
            DemoCustomer.Run.MONTH_END);
    private static final double[] RUN_SHARES = {0.3, 0.18, 0.22, 0.18, 0.12};
    private static final String[] SEGMENTS = {"Key accounts", "Industry", "Trade", "Public"};
    private static final double[] SEGMENT_SHARES = {0.08, 0.47, 0.37, 0.08};
    /** Kinds of payers: prompt, usually somewhat late, habitually late, erratic. */
    private static final double[] KIND_SHARES = {0.46, 0.33, 0.13, 0.08};

    private static final double[] KIND_DAYS = {-2, 5, 19, 9};
    private static final double[] KIND_SPREAD = {3, 5, 8, 18};

    private final DemoProfile profile;
    private final LocalDate asOf;
    private final SplittableRandom random;

    DemoCustomers(DemoProfile profile, LocalDate asOf, SplittableRandom random) {
        this.profile = profile;
        this.asOf = asOf;
        this.random = random;
    }

    List<DemoCustomer> draw() {
        List<DemoNames.Company> companies = DemoNames.companies(profile.leading(), profile.customers(), random);
        double[] activity = new double[companies.size()];
        double total = 0;
        for (int i = 0; i < activity.length; i++) {
            activity[i] = DemoRandom.logNormal(1, 0.8, random)
                    * (i < profile.leading().size() ? 3 : 1);
            total += activity[i];
        }
        List<DemoCustomer> customers = new ArrayList<>();
        for (int i = 0; i < activity.length; i++) {
            double perMonth = activity[i] / total * profile.invoicesPerMonth();
            customers.add(one(i, companies.get(i), perMonth));
        }
        return List.copyOf(customers);
    }

    private DemoCustomer one(int index, DemoNames.Company company, double perMonth) {
        boolean leading = index < profile.leading().size();
        // The accounts that open the worklist are the interesting ones: late, erratic, or suddenly worse.
        int kind = leading ? 1 + random.nextInt(3) : DemoRandom.pick(KIND_SHARES, random);
        double late = KIND_DAYS[kind] + 3 * random.nextGaussian();
        double slowing = random.nextDouble() < 0.15 ? 6 + 10 * random.nextDouble() : random.nextGaussian();
        boolean stopped = !leading && random.nextDouble() < 0.02;
        return new DemoCustomer(
                String.format(Locale.ROOT, "C-%05d", 10_000 + index * 7 + random.nextInt(7)),
                company.name(),
                company.country(),
                SEGMENTS[leading ? random.nextInt(2) : DemoRandom.pick(SEGMENT_SHARES, random)],
                currencyOf(company),
                termsOf(),
                perMonth,
                DemoRandom.logNormal((double) profile.medianAmountMinor(), 0.7, random) * (leading ? 2 : 1),
                late,
                KIND_SPREAD[kind],
                slowing,
                RUNS.get(DemoRandom.pick(RUN_SHARES, random)),
                stopped ? asOf.minusDays(30 + random.nextInt(30 * profile.months())) : LocalDate.MAX,
                kind == 0 ? 0.01 : 0.05,
                kind == 0 ? 0.004 : 0.02);
    }

    /** American customers pay in dollars where the business takes them; the rest by share. */
    private String currencyOf(DemoNames.Company company) {
        List<DemoProfile.Share> shares = profile.currencies();
        for (DemoProfile.Share share : shares) {
            if (share.currency().equals("USD")) {
                return company.country().equals("US") ? "USD" : "EUR";
            }
        }
        return shares.get(DemoRandom.pick(
                        shares.stream().mapToDouble(DemoProfile.Share::share).toArray(), random))
                .currency();
    }

    private DemoProfile.Terms termsOf() {
        List<DemoProfile.Terms> terms = profile.terms();
        return terms.get(DemoRandom.pick(
                terms.stream().mapToDouble(DemoProfile.Terms::share).toArray(), random));
    }
}
