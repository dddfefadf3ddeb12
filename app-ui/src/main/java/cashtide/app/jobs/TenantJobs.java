package cashtide.app.jobs;

import cashtide.audit.CommandId;
import cashtide.audit.Commands;
import cashtide.changelog.TakeControlTotals;
import cashtide.forecast.FoldForecasts;
import cashtide.imports.PostStagedRows;
import cashtide.promise.DecidePromises;
import cashtide.score.FoldScores;
import cashtide.tenant.Actor;
import cashtide.tenant.TenantHosts;
import cashtide.tenant.TenantId;
import cashtide.tenant.TenantTx;
import cashtide.tenant.Tenants;
import cashtide.worklist.RefreshWorklist;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Goes round the tenants every few seconds, one transaction each: folds completed runs from the inboxes, opens a new business
 * day (waiting rows, promises, worklist), and takes control totals for reconciliation. Every step is idempotent, so two
 * nodes may do the same. A tenant whose step fails is tried again on the next round and holds nobody up.
 */
@Component
public final class TenantJobs {

    private static final Logger LOG = LoggerFactory.getLogger(TenantJobs.class);
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration BETWEEN_TOTALS = Duration.ofMinutes(10);
    /** New scores follow new receivables, whose totals nobody should wait for: those of a first import least of all. */
    private static final Duration AFTER_SCORES = Duration.ofMinutes(1);

    private final Tenants tenants;
    private final TenantHosts hosts;
    private final InstantSource clock;
    private final TakeControlTotals takeControlTotals;
    private final FoldScores foldScores = new FoldScores();
    private final FoldForecasts foldForecasts = new FoldForecasts();
    private final RefreshWorklist refreshWorklist = new RefreshWorklist();
    private final PostStagedRows postStagedRows = new PostStagedRows();
    private final Map<TenantId, LocalDate> opened = new HashMap<>();
    private final Map<TenantId, Instant> totalled = new HashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tenant-jobs").factory());

    TenantJobs(Tenants tenants, TenantHosts hosts, Commands commands, InstantSource clock) {
        this.tenants = tenants;
        this.hosts = hosts;
        this.clock = clock;
        this.takeControlTotals = new TakeControlTotals(commands);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var unused =
                rounds.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        rounds.shutdownNow();
    }

    /** Lets nothing out that a later round may mend: the scheduler never again runs a task that has thrown. */
    private void round() {
        try {
            hosts.all().forEach(this::tenantsTurn);
        } catch (RuntimeException outage) {
            LOG.error("the tenants cannot be read; their jobs are tried again", outage);
        }
    }

    private void tenantsTurn(TenantHosts.Host host) {
        Actor actor = Actor.job(host.tenantId(), "Cashtide");
        try {
            boolean folded = tenants.inLongTx(actor, this::foldAndOpenDay);
            takeTotals(actor, folded ? AFTER_SCORES : BETWEEN_TOTALS);
        } catch (RuntimeException failure) {
            LOG.error("jobs of tenant {} failed and will be tried again", host.alias(), failure);
        }
    }

    private Boolean foldAndOpenDay(TenantTx tx) {
        boolean folded = !foldScores.fold(tx).nothing();
        folded |= !foldForecasts.fold(tx).nothing();
        LocalDate today = tx.businessDate();
        boolean newDay = !today.equals(opened.get(tx.tenantId()));
        if (newDay) {
            // A sandbox's day posts its rows when it is advanced; a real tenant's day comes by itself.
            postStagedRows.post(tx, today);
            DecidePromises.decideDue(tx);
        }
        if (folded || newDay) {
            refreshWorklist.all(tx);
            opened.put(tx.tenantId(), today);
        }
        return folded;
    }

    private void takeTotals(Actor actor, Duration between) {
        Instant now = clock.instant();
        Instant last = totalled.get(actor.tenantId());
        if (last == null || Duration.between(last, now).compareTo(between) >= 0) {
            if (tenants.inLongTx(actor, TakeControlTotals::due)) {
                takeControlTotals
                        .handle(actor, new TakeControlTotals.Take(CommandId.fresh()))
                        .orThrow();
            }
            totalled.put(actor.tenantId(), now);
        }
    }
}
