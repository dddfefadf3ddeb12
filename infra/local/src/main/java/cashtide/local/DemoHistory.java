package cashtide.local;

import cashtide.local.demo.DemoBusiness;
import cashtide.local.demo.DemoEvents;
import cashtide.local.demo.DemoProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Two years of an invented business for each demo tenant, entered as a customer of ours would: files through the import, then
 * what its collectors noted through the API. Every step may be repeated: a start that was cut off is completed by the next.
 */
final class DemoHistory {

    private static final long SEED = 2026;
    private static final List<DemoProfile> BUSINESSES = List.of(DemoProfile.acme(), DemoProfile.borealis());

    private final Path data;
    private final Function<String, ImportClient> clients;
    private final Consumer<String> progress;

    /**
     * @param data folder of the installation
     * @param clients makes a tenant's client
     * @param progress tells a person what happens
     */
    DemoHistory(Path data, Function<String, ImportClient> clients, Consumer<String> progress) {
        this.data = data;
        this.clients = clients;
        this.progress = progress;
    }

    /**
     * Enters what this installation lacks.
     *
     * @param today last day of the history, unless a start that was cut off has chosen it before
     * @throws IllegalStateException when the app refuses the files
     */
    void enterOnce(LocalDate today) throws IOException, InterruptedException {
        for (DemoProfile business : BUSINESSES) {
            Path done = data.resolve("conf/demo-" + business.alias() + ".done");
            if (Files.exists(done)) {
                continue;
            }
            LocalDate day = chosenDay(today);
            DemoBusiness drawn = DemoBusiness.of(business, SEED, day);
            ImportClient client = clients.apply(business.alias());
            importFiles(business.alias(), drawn, client);
            enter(business.alias(), drawn.events(), client);
            Files.writeString(done, day.toString());
        }
    }

    /** The same day for every attempt: another day would give other files, which contradict those that are in. */
    private LocalDate chosenDay(LocalDate today) throws IOException {
        Path file = data.resolve("conf/demo.day");
        if (Files.exists(file)) {
            return LocalDate.parse(Files.readString(file).strip());
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, today.toString());
        return today;
    }

    private void importFiles(String alias, DemoBusiness drawn, ImportClient client)
            throws IOException, InterruptedException {
        Path folder = data.resolve("demo/" + alias);
        drawn.write(folder);
        Path archive = ImportCommand.zip(folder);
        try {
            String id = client.send(archive);
            progress.accept("importing two years of " + alias);
            await(client, id, alias);
        } finally {
            Files.delete(archive);
        }
    }

    private static void await(ImportClient client, String id, String alias) throws IOException, InterruptedException {
        while (true) {
            Map<String, ?> run = client.status(id);
            switch (String.valueOf(run.get("status"))) {
                case "done" -> {
                    return;
                }
                case "refused", "failed", "cancelled" ->
                    throw new IllegalStateException("the demo data of " + alias + " was not imported: " + run);
                default -> Thread.sleep(300);
            }
        }
    }

    private void enter(String alias, DemoEvents events, ImportClient client) throws IOException, InterruptedException {
        int entered = 0;
        int number = 0;
        for (DemoEvents.Activity activity : events.activities()) {
            entered += client.enter("/api/v1/activities", json(activity), key(alias, "activity", number++)) ? 1 : 0;
        }
        for (DemoEvents.Promise promise : events.promises()) {
            entered += client.enter("/api/v1/promises", json(promise), key(alias, "promise", number++)) ? 1 : 0;
        }
        for (DemoEvents.Dispute dispute : events.disputes()) {
            entered += client.enter("/api/v1/disputes", json(dispute), key(alias, "dispute", number++)) ? 1 : 0;
        }
        progress.accept(String.format(Locale.ROOT, "entered %d contacts, promises and disputes of %s", entered, alias));
    }

    private static String json(DemoEvents.Activity activity) {
        return String.format(
                Locale.ROOT,
                "{\"customerNumber\":\"%s\",\"channel\":\"%s\",\"outcome\":\"%s\",\"note\":\"%s\",\"happenedOn\":\"%s\"}",
                activity.customerNumber(),
                activity.channel(),
                activity.outcome(),
                activity.note(),
                activity.happenedOn());
    }

    private static String json(DemoEvents.Promise promise) {
        return String.format(
                Locale.ROOT,
                "{\"customerNumber\":\"%s\",\"currency\":\"%s\",\"amountMinor\":%d,\"madeOn\":\"%s\",\"promisedOn\":\"%s\"}",
                promise.customerNumber(),
                promise.currency(),
                promise.amountMinor(),
                promise.madeOn(),
                promise.promisedOn());
    }

    private static String json(DemoEvents.Dispute dispute) {
        return String.format(
                Locale.ROOT,
                "{\"invoiceNumber\":\"%s\",\"currency\":\"%s\",\"amountMinor\":%d,\"reason\":\"%s\",\"openedOn\":\"%s\",\"note\":\"%s\"}",
                dispute.invoiceNumber(),
                dispute.currency(),
                dispute.amountMinor(),
                dispute.reason(),
                dispute.openedOn(),
                dispute.note());
    }

    private static UUID key(String alias, String kind, int number) {
        return UUID.nameUUIDFromBytes(("demo/" + alias + "/" + kind + "/" + number).getBytes(StandardCharsets.UTF_8));
    }
}
