package cashtide.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ml.risk.RiskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelStoreTest {

    @TempDir
    private Path warehouse;

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

    private void kept(String version, int format) throws IOException {
        Path folder = Files.createDirectories(warehouse.resolve("models").resolve(version));
        Files.writeString(folder.resolve("card.json"), """
                {"format": %d, "version": "%s", "cut_day": "2026-09-30", "trained_at": "2026-09-30T20:00:00Z", "seed": 1,
                 "rows": 900, "seconds": 3.5, "lake_cuts": {"t": "7"}, "lake_snapshots": {}, "features": [], "proofs": {}}""".formatted(format, version));
    }
}
