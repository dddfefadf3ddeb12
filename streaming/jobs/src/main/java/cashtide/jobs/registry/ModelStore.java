package cashtide.jobs.registry;

import cashtide.ml.risk.Calibration;
import cashtide.ml.risk.RiskModel;
import cashtide.ml.risk.RiskScore;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored models: one folder each, with the model, its rehearsal and its card; complete or not there at all. A file that is
 * not the one that was kept is refused.
 */
public final class ModelStore {

    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARD = "card.json";
    private static final String MODEL = "model.bin";
    private static final String REHEARSAL = "rehearsal.bin";

    /** As long as a champion may stand and what was read for a model is kept. */
    private static final Duration KEPT = Duration.ofDays(Registry.CHAMPION_DAYS_MAX);

    /** For whoever wants to see why the next one is another. */
    private static final Duration KEPT_SUPERSEDED = Duration.ofDays(7);

    private final Path folder;

    /** @param warehouse folder of the lake's files; models lie beside them */
    public ModelStore(String warehouse) {
        this.folder = Path.of(warehouse, "models");
    }

    /**
     * Keeps a model, unless what is read back from its bytes says anything else than the model itself, to the bit.
     *
     * @param predictions what a model says of invoices that are open now
     * @throws IllegalStateException when it does
     */
    public void keep(RiskModel model, ModelCard card, Function<RiskModel, List<RiskScore>> predictions) {
        Path target = folder.resolve(card.version());
        Path temporary = folder.resolve(".new-" + card.version());
        try {
            Files.createDirectories(temporary);
            byte[] bytes = model.toBytes();
            if (!predictions.apply(RiskModel.fromBytes(bytes)).equals(predictions.apply(model))) {
                throw new IllegalStateException(card.version() + " says something else when it is read back");
            }
            write(temporary.resolve(MODEL), bytes);
            RiskModel rehearsal = model.rehearsal();
            if (rehearsal != null) {
                write(temporary.resolve(REHEARSAL), rehearsal.toBytes());
            }
            ObjectNode kept = json(card).put("model_sha256", ModelCard.sha256(bytes));
            write(temporary.resolve(CARD), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(kept));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the model " + card.version(), e);
        }
    }

    /** The newest model that saw this tenant, was trained no earlier than the first day and no later than the last. */
    public @Nullable ModelCard newest(String tenantId, LocalDate first, LocalDate last) {
        return cards().stream()
                .filter(card -> card.lakeCuts().containsKey(tenantId))
                .filter(card -> !card.cutDay().isBefore(first) && !card.cutDay().isAfter(last))
                .max(ModelCard.NEWEST_LAST)
                .orElse(null);
    }

    /** The card of a version, or null when this version of Cashtide has no such model. */
    public @Nullable ModelCard card(@Nullable String version) {
        return cards().stream()
                .filter(card -> card.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads a model back as it is for a tenant: with its rehearsal, and calibrated on that tenant where that did better.
     *
     * @throws IllegalStateException when its file is not the one that was kept
     */
    public RiskModel load(ModelCard card, String tenantId) {
        return card.calibrated(load(card), tenantId);
    }

    /** The same as it is for tenants without a calibration of their own. */
    public RiskModel load(ModelCard card) {
        Path at = folder.resolve(card.version());
        try {
            byte[] bytes = Files.readAllBytes(at.resolve(MODEL));
            String kept = JSON.readTree(Files.readAllBytes(at.resolve(CARD)))
                    .path("model_sha256")
                    .asText();
            if (!ModelCard.sha256(bytes).equals(kept)) {
                throw new IllegalStateException("the file of " + card.version() + " is not the one that was kept");
            }
            RiskModel model = RiskModel.fromBytes(bytes);
            Path rehearsal = at.resolve(REHEARSAL);
            return Files.exists(rehearsal)
                    ? model.withRehearsal(RiskModel.fromBytes(Files.readAllBytes(rehearsal)))
                    : model;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + card.version(), e);
        }
    }

    /** Keeps how good a tenant's past forecasts were, by currency. */
    public void keepJudged(String tenantId, Map<String, NaiveComparison> judged) {
        ObjectNode node = JSON.createObjectNode();
        judged.forEach((currency, one) -> node.putObject(currency)
                .put("wape", one.wape())
                .put("baseline", one.baseline())
                .put("baseline_wape", one.baselineWape())
                .put("weeks", one.weeks()));
        keep("judged-" + tenantId, node);
    }

    /** What {@link #keepJudged} kept last, as JSON; an empty object before. */
    public String judged(String tenantId) {
        return kept("judged-" + tenantId);
    }

    /** Keeps what the last weekly review of a tenant found. */
    public void keepReview(String tenantId, ObjectNode review) {
        keep("review-" + tenantId, review);
    }

    /** What {@link #keepReview} kept last, as JSON; an empty object before. */
    public String review(String tenantId) {
        return kept("review-" + tenantId);
    }

    private void keep(String name, ObjectNode node) {
        Path target = folder.resolve(name + ".json");
        Path temporary = target.resolveSibling(".new-" + target.getFileName());
        try {
            Files.createDirectories(folder);
            write(temporary, JSON.writeValueAsBytes(node));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + target, e);
        }
    }

    private String kept(String name) {
        Path file = folder.resolve(name + ".json");
        try {
            return Files.exists(file) ? Files.readString(file) : "{}";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Removes models that nobody goes back to: no standing names them, of each of their tenants there is a newer one, and
     * they are old, or the newer one is of the same cut day and so is taken before them wherever a model is looked for. The
     * newest pooled one stays: it is lent to companies that have none yet.
     *
     * @return the versions that were removed
     */
    public List<String> prune(Instant now) {
        List<ModelCard> cards = cards();
        List<Standing> standings = standings().all();
        List<String> removed = new ArrayList<>();
        for (ModelCard card : cards) {
            Instant trained = card.trainedAt();
            boolean prunable = (trained.isBefore(now.minus(KEPT)) && superseded(card, cards, false))
                    || (trained.isBefore(now.minus(KEPT_SUPERSEDED)) && superseded(card, cards, true));
            if (prunable && standings.stream().noneMatch(standing -> standing.knows(card.version()))) {
                remove(folder.resolve(card.version()));
                removed.add(card.version());
            }
        }
        return removed;
    }

    private static boolean superseded(ModelCard card, List<ModelCard> cards, boolean sameDay) {
        boolean lent = card.pooled()
                && cards.stream().noneMatch(other -> other.pooled() && ModelCard.NEWEST_LAST.compare(other, card) > 0);
        return !lent
                && card.lakeCuts().keySet().stream().allMatch(tenant -> cards.stream()
                        .anyMatch(other -> other.lakeCuts().containsKey(tenant)
                                && (!sameDay || other.cutDay().equals(card.cutDay()))
                                && ModelCard.NEWEST_LAST.compare(other, card) > 0));
    }

    private static void remove(Path model) {
        try {
            // First of all its card: without it, it is not there.
            Files.deleteIfExists(model.resolve(CARD));
            try (Stream<Path> files = Files.list(model)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(model);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + model, e);
        }
    }

    /** Where the standing of each tenant is kept. */
    public Standings standings() {
        return new Standings(folder);
    }

    /** Every complete model that this version can read; one that an older version kept is as if it were not there. */
    public List<ModelCard> cards() {
        List<ModelCard> cards = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return cards;
        }
        try (Stream<Path> models = Files.list(folder)) {
            for (Path model : models.toList()) {
                Path card = model.resolve(CARD);
                JsonNode node = model.getFileName().toString().startsWith(".") ? null : readIfThere(card);
                if (node != null && node.path("format").asInt() == RiskModel.FORMAT && node.has("proofs")) {
                    cards.add(card(node));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + folder, e);
        }
        return cards;
    }

    /**
     * The same without those whose file is not there, not the one that was kept, or of no use to this version: as if they
     * were not there either. The log says why.
     *
     * @param needed which of the cards will be loaded, in the order in which they are tried; no other file is opened. Asked
     *     again without each that does not load
     * @param load how they are tried: it throws what {@link #load(ModelCard)} does
     */
    public List<ModelCard> cardsThatLoad(Function<List<ModelCard>, List<ModelCard>> needed, Consumer<ModelCard> load) {
        List<ModelCard> cards = cards();
        Set<String> loaded = new HashSet<>();
        while (true) {
            ModelCard next = needed.apply(cards).stream()
                    .filter(card -> !loaded.contains(card.version()))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return cards;
            }
            if (loads(next, load)) {
                loaded.add(next.version());
            } else {
                cards = cards.stream().filter(card -> !card.equals(next)).toList();
            }
        }
    }

    private static boolean loads(ModelCard card, Consumer<ModelCard> load) {
        try {
            load.accept(card);
            return true;
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            LOG.error("the model {} cannot be used", card.version(), e);
            return false;
        }
    }

    /** Null without a file, also when it is removed just now. */
    private static @Nullable JsonNode readIfThere(Path file) throws IOException {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static ObjectNode json(ModelCard card) {
        ObjectNode node = JSON.createObjectNode()
                .put("format", RiskModel.FORMAT)
                .put("version", card.version())
                .put("cut_day", card.cutDay().toString())
                .put("trained_at", card.trainedAt().toString())
                .put("seed", card.seed())
                .put("parameters", card.parameters())
                .put("rows", card.rows())
                .put("seconds", card.seconds());
        node.set("lake_cuts", JSON.valueToTree(card.lakeCuts()));
        node.set("lake_snapshots", JSON.valueToTree(card.snapshots()));
        node.set("features", JSON.valueToTree(card.features()));
        node.set("choices", JSON.valueToTree(card.choices()));
        node.set("calibrations", JSON.valueToTree(card.calibrations()));
        ObjectNode proofs = node.put("features_digest", card.featuresDigest()).putObject("proofs");
        card.proofs().forEach((tenant, proof) -> proofs.putObject(tenant)
                .put("week_error", proof.weekError())
                .put("baseline_week_error", proof.baselineWeekError())
                .put("decided", proof.decided()));
        return node;
    }

    private static ModelCard card(JsonNode node) {
        Map<String, ModelCard.Proof> proofs = new HashMap<>();
        node.path("proofs")
                .properties()
                .forEach(proof -> proofs.put(
                        proof.getKey(),
                        new ModelCard.Proof(
                                proof.getValue().path("week_error").asDouble(),
                                proof.getValue().path("baseline_week_error").asDouble(),
                                proof.getValue().path("decided").asLong())));
        return new ModelCard(
                node.path("version").asText(),
                LocalDate.parse(node.path("cut_day").asText()),
                Instant.parse(node.path("trained_at").asText()),
                node.path("seed").asLong(),
                node.path("parameters").asText(),
                node.path("rows").asInt(),
                JSON.convertValue(node.path("lake_cuts"), new TypeReference<Map<String, String>>() {}),
                JSON.convertValue(node.path("lake_snapshots"), new TypeReference<Map<String, Map<String, Long>>>() {}),
                JSON.convertValue(node.path("features"), new TypeReference<List<String>>() {}),
                proofs,
                JSON.convertValue(object(node, "choices"), new TypeReference<Map<String, String>>() {}),
                JSON.convertValue(object(node, "calibrations"), new TypeReference<Map<String, Calibration>>() {}),
                node.path("seconds").asDouble());
    }

    /** Cards that were kept before tenants had a choice are without these. */
    private static JsonNode object(JsonNode card, String name) {
        return card.has(name) ? card.path(name) : JSON.createObjectNode();
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
