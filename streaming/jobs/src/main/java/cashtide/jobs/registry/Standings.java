package cashtide.jobs.registry;

import cashtide.jobs.registry.Standing.Decision;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which model stands for which tenant: a small file for each beside the models, replaced as a whole. */
public final class Standings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PREFIX = "standing-";

    private final Path folder;

    Standings(Path folder) {
        this.folder = folder;
    }

    /** Of every tenant that anything was decided for. */
    List<Standing> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .map(Standings::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** What was kept last; nothing decided before. */
    public Standing of(String tenantId) {
        return read(file(tenantId));
    }

    private static Standing read(Path file) {
        try {
            return Files.exists(file) ? standing(JSON.readTree(Files.readAllBytes(file))) : Standing.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public void keep(String tenantId, Standing standing) {
        Path target = file(tenantId);
        Path temporary = target.resolveSibling(".new-" + target.getFileName());
        try {
            Files.createDirectories(folder);
            ModelStore.write(temporary, JSON.writeValueAsBytes(json(standing)));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + target, e);
        }
    }

    private Path file(String tenantId) {
        return folder.resolve(PREFIX + tenantId + ".json");
    }

    private static ObjectNode json(Standing standing) {
        LocalDate reviewedOn = standing.reviewedOn();
        ObjectNode node = JSON.createObjectNode()
                .put("champion", standing.champion())
                .put("challenger", standing.challenger())
                .put("baseline_shown", standing.baselineShown())
                .put("alarmed", standing.alarmed())
                .put("reviewed_on", reviewedOn == null ? null : reviewedOn.toString())
                .put("rolled_back_by", standing.rolledBackBy());
        standing.former().forEach(node.putArray("former")::add);
        standing.setAside().forEach(node.putArray("set_aside")::add);
        ArrayNode decisions = node.putArray("decisions");
        standing.decisions().forEach(decision -> decisions
                .addObject()
                .put("on", decision.on().toString())
                .put("text", decision.text()));
        return node;
    }

    private static Standing standing(JsonNode node) {
        String reviewedOn = text(node, "reviewed_on");
        List<Decision> decisions = new ArrayList<>();
        for (JsonNode decision : node.path("decisions")) {
            decisions.add(new Decision(
                    LocalDate.parse(decision.path("on").asText()),
                    decision.path("text").asText()));
        }
        return new Standing(
                text(node, "champion"),
                text(node, "challenger"),
                texts(node.path("former")),
                texts(node.path("set_aside")),
                node.path("baseline_shown").asBoolean(),
                node.path("alarmed").asBoolean(),
                reviewedOn == null ? null : LocalDate.parse(reviewedOn),
                text(node, "rolled_back_by"),
                decisions);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
