package cashtide.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.intake.export.Cell;
import cashtide.money.Money;
import cashtide.tenant.Actor;
import cashtide.tenant.Role;
import cashtide.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a saved list is called, and who may save it. */
final class ExportTest {

    private static final Export<Money> ITEMS = new Export<>(
            "open items",
            LocalDate.parse("2026-11-22"),
            List.of(Export.currency(money -> money), Export.money("Open", money -> money)),
            tx -> Stream.of());

    @Test
    void theNameSaysListTenantAndDay() {
        assertThat(ITEMS.fileName("acme", Export.Format.CSV)).isEqualTo("open-items_acme_2026-11-22.csv");
        assertThat(ITEMS.fileName("borealis", Export.Format.XLSX)).isEqualTo("open-items_borealis_2026-11-22.xlsx");
    }

    @Test
    void whoMayNotSeeMayNotSave() {
        Set<String> allowed = Set.of("collector", "ar-clerk");
        assertThat(ExportButton.may(person(Role.COLLECTOR), allowed)).isTrue();
        assertThat(ExportButton.may(person(Role.ANALYST), allowed)).isFalse();
        assertThat(ExportButton.may(person(), allowed)).isFalse();
    }

    @Test
    void aMomentIsToldByTheClockThatTheHeaderNames() {
        Export.Column<Instant> asked = Export.moment("Asked", ZoneId.of("Europe/Berlin"), moment -> moment);
        assertThat(asked.header()).isEqualTo("Asked (Europe/Berlin)");
        assertThat(asked.cell().apply(Instant.parse("2026-11-22T23:30:12.9Z")))
                .isEqualTo(Cell.text("2026-11-23 00:30:12"));
    }

    @Test
    void whatHasNotEndedHasAnEmptyMoment() {
        Export.Column<ImportTimes> ended = Export.moment("Ended", ZoneId.of("UTC"), ImportTimes::ended);
        assertThat(ended.cell().apply(new ImportTimes(null))).isEqualTo(new Cell.Empty());
    }

    private record ImportTimes(@Nullable Instant ended) {}

    private static Actor person(Role... roles) {
        return new Actor(new TenantId(new UUID(0, 1)), new UUID(0, 2), "Jonas Weber", Set.of(roles));
    }
}
