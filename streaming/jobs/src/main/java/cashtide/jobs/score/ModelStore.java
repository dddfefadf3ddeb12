package cashtide.jobs.score;

import cashtide.ml.risk.RiskModel;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stored models: one folder each, with the model, its rehearsal and its card; complete or not there at all. */
public final class ModelStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARD = "card.json";
    private static final String MODEL = "model.bin";
    private static final String REHEARSAL = "rehearsal.bin";

    private final Path folder;

    /** @param warehouse folder of the lake's files; models lie beside them */
    public ModelStore(String warehouse) {
        this.folder = Path.of(warehouse, "models");
    }

    /** Keeps a model; it is read back once first, so that a model that can't be read is never kept. */
    void keep(RiskModel model, ModelCard card) {
        Path target = folder.resolve(card.version());
        Path temporary = folder.resolve(".new-" + card.version());
        try {
            Files.createDirectories(temporary);
            byte[] bytes = model.toBytes();
            RiskModel.fromBytes(bytes);
            write(temporary.resolve(MODEL), bytes);
            RiskModel rehearsal = model.rehearsal();
            if (rehearsal != null) {
                write(temporary.resolve(REHEARSAL), rehearsal.toBytes());
            }
            write(temporary.resolve(CARD), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(card)));
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
                .max(Comparator.comparing(ModelCard::cutDay).thenComparing(ModelCard::trainedAt))
                .orElse(null);
    }

    /** Reads a model back, with its rehearsal. */
    RiskModel load(ModelCard card) {
        Path at = folder.resolve(card.version());
        try {
            RiskModel model = RiskModel.fromBytes(Files.readAllBytes(at.resolve(MODEL)));
            Path rehearsal = at.resolve(REHEARSAL);
            return Files.exists(rehearsal)
                    ? model.withRehearsal(RiskModel.fromBytes(Files.readAllBytes(rehearsal)))
                    : model;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + card.version(), e);
        }
    }

    /** Keeps how good a tenant's past forecasts were, by currency. */
    void keepJudged(String tenantId, Map<String, PastForecasts.Judged> judged) {
        ObjectNode node = JSON.createObjectNode();
        judged.forEach((currency, one) -> node.putObject(currency)
                .put("wape", one.wape())
                .put("baseline", one.baseline())
                .put("baseline_wape", one.baselineWape())
                .put("weeks", one.weeks()));
        Path target = judgedFile(tenantId);
        Path temporary = target.resolveSibling(".new-" + target.getFileName());
        try {
            Files.createDirectories(folder);
            write(temporary, JSON.writeValueAsBytes(node));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + target, e);
        }
    }

    /** What {@link #keepJudged} kept last, as JSON; an empty object before. */
    String judged(String tenantId) {
        Path file = judgedFile(tenantId);
        try {
            return Files.exists(file) ? Files.readString(file) : "{}";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path judgedFile(String tenantId) {
        return folder.resolve("judged-" + tenantId + ".json");
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
                if (!model.getFileName().toString().startsWith(".") && Files.exists(card)) {
                    JsonNode node = JSON.readTree(Files.readAllBytes(card));
                    if (node.path("format").asInt() == RiskModel.FORMAT) {
                        cards.add(card(node));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + folder, e);
        }
        return cards;
    }

    private static ObjectNode json(ModelCard card) {
        ObjectNode node = JSON.createObjectNode()
                .put("format", RiskModel.FORMAT)
                .put("version", card.version())
                .put("cut_day", card.cutDay().toString())
                .put("trained_at", card.trainedAt().toString())
                .put("seed", card.seed())
                .put("rows", card.rows())
                .put("seconds", card.seconds());
        node.set("lake_cuts", JSON.valueToTree(card.lakeCuts()));
        node.set("features", JSON.valueToTree(card.features()));
        return node;
    }

    private static ModelCard card(JsonNode node) {
        return new ModelCard(
                node.path("version").asText(),
                LocalDate.parse(node.path("cut_day").asText()),
                Instant.parse(node.path("trained_at").asText()),
                node.path("seed").asLong(),
                node.path("rows").asInt(),
                JSON.convertValue(node.path("lake_cuts"), new TypeReference<Map<String, String>>() {}),
                JSON.convertValue(node.path("features"), new TypeReference<List<String>>() {}),
                node.path("seconds").asDouble());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
