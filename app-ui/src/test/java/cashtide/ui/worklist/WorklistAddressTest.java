package cashtide.ui.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.worklist.AccountId;
import cashtide.worklist.WorklistTab;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorklistAddressTest {

    @Test
    void theAddressKeepsQueueSearchFiltersAndSelection() {
        WorklistAddress address = new WorklistAddress(
                WorklistTab.DISPUTED,
                "Nord & Süd",
                true,
                true,
                "EUR",
                new BigDecimal("1000.50"),
                new AccountId(UUID.fromString("01a2011c-1be5-7371-baa2-0b915f975494"), "EUR"));
        assertThat(WorklistAddress.read(address.write())).isEqualTo(address);
        assertThat(WorklistAddress.read(WorklistAddress.start().inTab(null).write())
                        .tab())
                .isNull();
    }

    @Test
    void aMangledAddressStillOpensTheList() {
        QueryParameters mangled =
                QueryParameters.fromString("tab=nonsense&sel=../../x&currency=e'--&min=1e309&overdue=1");
        assertThat(WorklistAddress.read(mangled))
                .isEqualTo(new WorklistAddress(WorklistTab.TODO, "", false, true, null, null, null));
    }

    @Test
    void aMinimumIsComparedInMinorUnits() {
        WorklistAddress address = new WorklistAddress(null, "", false, false, "EUR", new BigDecimal("12.3"), null);
        assertThat(address.filter(new UUID(0, 1)).minimumMinor()).isEqualTo(1230);
        assertThat(address.filter(new UUID(0, 1)).collectorId()).isNull();
    }
}
