package cashtide.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.risk.RiskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelStoreTest {

    @TempDir
    private Path warehouse;

    private int order;

    @Test
    void aModelThatAnOlderVersionKeptIsAsIfItWereNotThere() throws IOException {
        kept("pooled-old", RiskModel.FORMAT - 1);
        ModelStore store = new ModelStore(warehouse.toString());
        assertThat(store.cards()).isEmpty();
        assertThat(store.newest("t", LocalDate.MIN, LocalDate.MAX)).isNull();
        kept("pooled-new", RiskModel.FORMAT);
        assertThat(store.cards()).extracting(ModelCard::version).containsExactly("pooled-new");
    }

    @Test
    void howGoodForecastsWereIsKeptPerTenant() {
        ModelStore store = new ModelStore(warehouse.toString());
        assertThat(store.judged("a")).isEqualTo("{}");
        store.keepJudged("a", Map.of("EUR", new NaiveComparison(0.12, "due date", 0.15, 13)));
        assertThat(store.judged("a"))
                .isEqualTo("{\"EUR\":{\"wape\":0.12,\"baseline\":\"due date\",\"baseline_wape\":0.15,\"weeks\":13}}");
        assertThat(store.judged("b")).isEqualTo("{}");
        assertThat(store.cards()).as("it is no model").isEmpty();
    }

    @Test
    void modelsThatNobodyGoesBackToAreRemoved() throws IOException {
        kept("first", "2026-06-01", "t");
        kept("again", "2026-06-01", "t");
        kept("second", "2026-06-29", "t");
        kept("named", "2026-06-01", "t");
        kept("pooled", "2026-06-01", "t", "u");
        kept("shadow", "2026-07-27", "t");
        ModelStore store = new ModelStore(warehouse.toString());
        Standing standing =
                new Standing("shadow", null, List.of("named"), List.of(), false, false, null, null, List.of());
        store.standings().keep("t", standing);

        assertThat(store.prune(Instant.parse("2026-07-28T00:00:00Z")))
                .as("one of the same day was trained after it; of u there is no other")
                .containsExactlyInAnyOrder("first", "again");
        assertThat(store.prune(Instant.parse("2026-09-20T00:00:00Z"))).isEmpty();
        assertThat(store.prune(Instant.parse("2026-10-10T00:00:00Z")))
                .as("older than any champion may get")
                .containsExactly("second");
        assertThat(store.cards()).extracting(ModelCard::version).containsExactlyInAnyOrder("named", "pooled", "shadow");
        assertThat(warehouse.resolve("models")).isDirectoryNotContaining("glob:**/second");
    }

    @Test
    void theNewestPooledModelStaysForCompaniesThatHaveNoneYet() throws IOException {
        kept("pooled-old", "2026-06-01", "t", "u");
        kept("pooled-new", "2026-06-29", "t", "u");
        kept("own-t", "2026-07-27", "t");
        kept("own-u", "2026-07-27", "u");

        ModelStore store = new ModelStore(warehouse.toString());
        assertThat(store.prune(Instant.parse("2027-01-10T00:00:00Z"))).containsExactly("pooled-old");
        assertThat(store.cards())
                .extracting(ModelCard::version)
                .containsExactlyInAnyOrder("pooled-new", "own-t", "own-u");
    }

    /** Trained on the evening of the cut day, in the order of the calls. */
    private void kept(String version, String cutDay, String... tenants) throws IOException {
        String cuts =
                Stream.of(tenants).map(tenant -> "\"" + tenant + "\": \"7\"").collect(Collectors.joining(", "));
        kept(version, RiskModel.FORMAT, cutDay, cutDay + "T20:00:0" + order++ + "Z", cuts);
    }

    private void kept(String version, int format) throws IOException {
        kept(version, format, "2026-09-30", "2026-09-30T20:00:00Z", "\"t\": \"7\"");
    }

    private void kept(String version, int format, String cutDay, String trainedAt, String cuts) throws IOException {
        Path folder = Files.createDirectories(warehouse.resolve("models").resolve(version));
        Files.writeString(folder.resolve("card.json"), """
                {"format": %d, "version": "%s", "cut_day": "%s", "trained_at": "%s", "seed": 1,
                 "rows": 900, "seconds": 3.5, "lake_cuts": {%s}, "lake_snapshots": {}, "features": [], "proofs": {}}""".formatted(format, version, cutDay, trainedAt, cuts));
    }
}
