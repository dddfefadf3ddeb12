package cashtide.jobs.score;

import cashtide.jobs.registry.ModelCard;
import cashtide.jobs.registry.ModelStore;
import cashtide.jobs.registry.Registry;
import cashtide.jobs.registry.Standing;
import cashtide.lake.Moment;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Trains models where they are due. A training is a process with much memory that everything else waits for, so none is
 * begun where nothing could be learned or where the facts are the ones that were learned from.
 */
final class Trainings {

    private final ModelStore store;
    private final Trainer trainer;

    /** Trains on a business date for a tenant; see {@link Train}. */
    @FunctionalInterface
    interface Trainer {
        void train(LocalDate day, UUID tenantId, ChildProcess.Listener listener) throws Exception;
    }

    Trainings(ModelStore store, Trainer trainer) {
        this.store = store;
        this.trainer = trainer;
    }

    /** Trains when no model is young enough; one whose file cannot be read is none. */
    void whenStale(Moment moment, LocalDate day, ChildProcess.Listener listener) throws Exception {
        String tenant = moment.lake().tenant().id().toString();
        Standing standing = store.standings().of(tenant);
        List<ModelCard> cards = store.cardsThatLoad(
                known -> Stream.ofNullable(new Registry(tenant, known).newest(day))
                        .toList(),
                store::load);
        if (new Registry(tenant, cards).trainingDue(standing, day, LakeFacts.snapshots(moment))) {
            train(moment, day, listener);
        }
    }

    /** Trains a model of sixteen weeks ago, when there is none to make the forecasts of the weeks since. */
    void forPast(Moment moment, LocalDate day, ChildProcess.Listener listener) throws Exception {
        String tenant = moment.lake().tenant().id().toString();
        LocalDate cutDay = PastForecastTask.newestCut(day);
        ModelCard card = store.newest(tenant, PastForecastTask.oldestCut(day), cutDay);
        if (card == null || (card.provisional() && !card.read(tenant, LakeFacts.snapshots(moment)))) {
            train(moment, cutDay, listener);
        }
    }

    /** Trains, unless no invoice was settled by then. Answers with whether it did. */
    boolean train(Moment moment, LocalDate day, ChildProcess.Listener listener) throws Exception {
        boolean learns = LakeFacts.anySettled(moment, day);
        if (learns) {
            listener.at(0, "starting");
            trainer.train(day, moment.lake().tenant().id(), listener);
        }
        return learns;
    }
}
