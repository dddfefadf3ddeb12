package cashtide.jobs.run;

import cashtide.jobs.publish.Publisher;
import cashtide.jobs.publish.Publisher.Outcome;
import cashtide.lake.FeedPosition;
import cashtide.lake.Lake;
import cashtide.lake.LakeSettings;
import cashtide.lake.RawFeed;
import cashtide.lake.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** Publishes what has come in, and reports how fresh the lake is. One publication at a time, whoever asks. */
public final class PublishDuty {

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private final LakeSettings settings;
    private final Publisher publisher;
    private final LakeFreshness freshness;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant reportedAt = Instant.EPOCH;

    public PublishDuty(LakeSettings settings, Publisher publisher, LakeFreshness freshness, InstantSource clock) {
        this.settings = settings;
        this.publisher = publisher;
        this.freshness = freshness;
        this.clock = clock;
    }

    /**
     * Publishes until nothing is left.
     *
     * @return the tenants whose tables changed
     */
    public Set<TenantName> publish() throws Exception {
        return alone(() -> {
            Set<TenantName> changed = new HashSet<>();
            while (publisher.step() instanceof Outcome.Published step) {
                changed.addAll(step.tenants());
            }
            if (!changed.isEmpty() || clock.instant().isAfter(reportedAt.plus(REPORT_INTERVAL))) {
                report(changed);
            }
            return changed;
        });
    }

    /** Does something while nothing is published. */
    public <T> T alone(Callable<T> work) throws Exception {
        lock.lock();
        try {
            return work.call();
        } finally {
            lock.unlock();
        }
    }

    private void report(Set<TenantName> changed) throws Exception {
        Lake lake = Lake.open(settings);
        RawFeed feed = lake.feed();
        FeedPosition raw = feed.newest();
        if (raw != null) {
            Set<UUID> justPublished = new HashSet<>();
            changed.forEach(tenant -> justPublished.add(tenant.id()));
            freshness.report(lake.tenants().keySet(), raw, feed.published(), justPublished);
        }
        reportedAt = clock.instant();
    }
}
