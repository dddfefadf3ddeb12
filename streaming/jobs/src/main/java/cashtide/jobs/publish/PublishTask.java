package cashtide.jobs.publish;

import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.PublishTenant;
import cashtide.lake.RawFeed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/** Publishes the tenant of an index on a task manager; answers with the number of changes it read. */
final class PublishTask implements MapFunction<Integer, Long> {

    private final LakeSettings settings;
    private final ArrayList<TenantWork> work;

    PublishTask(LakeSettings settings, List<TenantWork> work) {
        this.settings = settings;
        this.work = new ArrayList<>(work);
    }

    @Override
    public Long map(Integer index) {
        TenantWork tenant = work.get(index);
        Lake lake = Lake.open(settings);
        RawFeed feed = lake.feed();
        FeedPosition to = new FeedPosition(tenant.to(), tenant.xidMax());
        // A task runs on a machine of the cluster: the moment is only shown to people, so its clock will do.
        return new PublishTenant(feed, lake.tenant(tenant.tenant()), to)
                .publish(
                        feed.files(tenant.from(), tenant.to()),
                        Clock.systemUTC().instant());
    }
}
