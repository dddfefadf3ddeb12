package cashtide.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.tenant.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TenantClaimTest {

    @Test
    void aTokenOfOneOrganizationNamesItsTenantAndRoles() {
        TenantClaim claim = TenantClaim.of(Map.of("acme", Map.of("id", "x", "groups", List.of("/cfo", "/analyst"))));
        assertThat(claim).isNotNull();
        assertThat(claim.alias()).isEqualTo("acme");
        assertThat(claim.roles()).containsExactlyInAnyOrder(Role.CFO, Role.ANALYST);
    }

    @Test
    void aTokenOfNoOrSeveralOrganizationsNamesNoTenant() {
        assertThat(TenantClaim.of(null)).isNull();
        assertThat(TenantClaim.of("acme")).isNull();
        assertThat(TenantClaim.of(List.of("acme"))).isNull();
        assertThat(TenantClaim.of(Map.of())).isNull();
        assertThat(TenantClaim.of(Map.of("acme", Map.of(), "borealis", Map.of())))
                .isNull();
    }

    @Test
    void groupsThatAreNoRolesOfOursGiveNothing() {
        TenantClaim claim =
                TenantClaim.of(Map.of("acme", Map.of("groups", List.of("/guests/cfo", "cfo", "/CFO", "/x"))));
        assertThat(claim).isNotNull();
        assertThat(claim.roles()).isEmpty();
    }
}
