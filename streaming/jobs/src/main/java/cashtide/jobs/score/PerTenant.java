package cashtide.jobs.score;

import cashtide.lake.TenantName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work for the tenant of an index, of which one tenant's failure is logged and answered, so that the others' goes on. */
final class PerTenant implements MapFunction<Integer, Long> {

    /** Answered for a tenant whose work failed. */
    static final long FAILED = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(PerTenant.class);

    private final String name;
    private final ArrayList<TenantName> tenants;
    private final MapFunction<Integer, Long> work;

    PerTenant(String name, List<TenantName> tenants, MapFunction<Integer, Long> work) {
        this.name = name;
        this.tenants = new ArrayList<>(tenants);
        this.work = work;
    }

    @Override
    public Long map(Integer index) throws Exception {
        try {
            return work.map(index);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} of tenant {} failed", name, tenants.get(index).alias(), e);
            return FAILED;
        }
    }
}
