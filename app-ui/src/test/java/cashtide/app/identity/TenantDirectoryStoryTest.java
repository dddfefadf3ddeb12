package cashtide.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.local.KeycloakServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real Keycloak with the realm that people sign in to. */
final class TenantDirectoryStoryTest {

    private static final URI ACME = URI.create("http://acme.localhost:8080");
    private static final URI BOREALIS = URI.create("http://borealis.localhost:8080");
    private static final Person HELENA = new Person("helena.brandt", "helena.brandt@acme.example", "Helena", "Brandt");

    private static KeycloakServer keycloak;
    private static TenantDirectory directory;
    private static SignIn signIn;

    @BeforeAll
    static void twoTenants() {
        keycloak = KeycloakServer.shared();
        directory = new TenantDirectory(
                new KeycloakAccess(keycloak.url(), keycloak.realm(), keycloak.adminClient(), keycloak.adminSecret()),
                InstantSource.system());
        directory.provision(new TenantIdentity("acme", "Acme Industrial", List.of(ACME), "#0b5f8f", "#6cb8e8", null));
        directory.provision(
                new TenantIdentity("borealis", "Borealis Outdoor", List.of(BOREALIS), "#8c2a63", "#e79bc6", null));
        directory.enrol("acme", HELENA, Set.of(TenantRole.CFO), "cashtide-demo");
        signIn = new SignIn(keycloak);
    }

    @Test
    void aMembersTokenNamesExactlyTheHostsTenantAndTheRolesThere() throws Exception {
        String token = signIn.idToken(ACME, "acme", "helena.brandt", "cashtide-demo");
        assertThat(token)
                .containsPattern("\"organization\":\\{\"acme\":\\{\"id\":\"[^\"]+\",\"groups\":\\[\"/cfo\"]}}");
    }

    @Test
    void aPersonOfAnotherTenantGetsATokenWithoutThatTenant() throws Exception {
        String token = signIn.idToken(BOREALIS, "borealis", "helena.brandt", "cashtide-demo");
        assertThat(token).contains("helena.brandt").doesNotContain("borealis").doesNotContain("acme\":");
    }

    @Test
    void theSignInPageCarriesTheTenantsNameAndColour() throws Exception {
        assertThat(signIn.page(BOREALIS, "borealis"))
                .contains("<title>Sign in to Borealis Outdoor</title>")
                .contains("--ct-accent-light: #8c2a63;")
                .contains("--ct-accent-dark: #e79bc6;");
        assertThat(signIn.page(ACME, "acme")).contains("Acme Industrial").doesNotContain("Borealis");
    }

    @Test
    void aHostThatWasNeverProvisionedGetsNoCode() throws Exception {
        assertThat(signIn.page(URI.create("http://evil.localhost:8080"), "acme"))
                .contains("Invalid parameter: redirect_uri");
    }

    @Test
    void provisioningTwiceChangesNothingAndKeepsTheOtherTenantsAddresses() throws Exception {
        String secret = directory.importClientSecret("acme");
        directory.provision(new TenantIdentity("acme", "Acme Industrial", List.of(ACME), "#0b5f8f", "#6cb8e8", null));
        assertThat(directory.importClientSecret("acme")).isEqualTo(secret);
        assertThat(signIn.page(BOREALIS, "borealis")).contains("Borealis Outdoor");
        assertThat(directory.members("acme")).extracting(Member::person).contains(HELENA);
    }

    @Test
    void theServiceClientsTokenIsForItsTenantAndTheApiAlone() throws Exception {
        String token = signIn.serviceToken("tenant-acme-import", directory.importClientSecret("acme"));
        assertThat(token)
                .containsPattern("\"organization\":\\{\"acme\":\\{\"id\":\"[^\"]+\",\"groups\":\\[\"/ar-clerk\"]}}")
                .contains("\"aud\":\"cashtide-api\"")
                .doesNotContain("realm_access");
    }

    @Test
    void anInvitedPersonHasAPasswordForOneSignInAndExactlyTheRolesGiven() throws Exception {
        Person nils = Person.of("nils.berg@borealis.example", "Nils", "Berg");
        InviteOutcome outcome = directory.invite("borealis", nils, Set.of(TenantRole.COLLECTOR, TenantRole.ANALYST));
        assertThat(outcome).isInstanceOf(InviteOutcome.Invited.class);
        InviteOutcome.Invited invited = (InviteOutcome.Invited) outcome;
        assertThat(signIn.answer(BOREALIS, "borealis", nils.username(), invited.oneTimePassword()))
                .contains("Update password");
        assertThat(directory.invite("borealis", nils, Set.of(TenantRole.CFO)))
                .isEqualTo(new InviteOutcome.AlreadyMember(invited.userId()));
        assertThat(directory.invite("acme", nils, Set.of(TenantRole.CFO)))
                .isEqualTo(new InviteOutcome.Joined(invited.userId()));
        assertThat(roles("borealis", invited.userId()))
                .containsExactlyInAnyOrder(TenantRole.COLLECTOR, TenantRole.ANALYST);
        directory.assignRoles("borealis", invited.userId(), Set.of(TenantRole.AR_CLERK));
        assertThat(roles("borealis", invited.userId())).containsExactly(TenantRole.AR_CLERK);
        assertThat(roles("acme", invited.userId())).containsExactly(TenantRole.CFO);
        directory.remove("acme", invited.userId());
        assertThat(directory.members("acme")).extracting(Member::userId).doesNotContain(invited.userId());
    }

    @Test
    void anInvitationThatWasCutOffIsCompletedByTheNextOne() throws Exception {
        Person ute = Person.of("ute.lang@acme.example", "Ute", "Lang");
        InviteOutcome.Invited first =
                (InviteOutcome.Invited) directory.invite("acme", ute, Set.of(TenantRole.COLLECTOR));
        // What is left of an invitation that was cut off after the account: nobody knows its password.
        directory.remove("acme", first.userId());
        InviteOutcome second = directory.invite("acme", ute, Set.of(TenantRole.COLLECTOR));
        assertThat(second).isInstanceOf(InviteOutcome.Invited.class);
        assertThat(signIn.answer(ACME, "acme", ute.username(), ((InviteOutcome.Invited) second).oneTimePassword()))
                .contains("Update password");
        assertThat(roles("acme", first.userId())).containsExactly(TenantRole.COLLECTOR);
        // The same one membership later: the account is in the tenant and was given no role.
        directory.assignRoles("acme", first.userId(), Set.of());
        assertThat(directory.invite("acme", ute, Set.of(TenantRole.CFO))).isInstanceOf(InviteOutcome.Invited.class);
        assertThat(roles("acme", first.userId())).containsExactly(TenantRole.CFO);
    }

    private static Set<TenantRole> roles(String alias, String userId) {
        return directory.members(alias).stream()
                .filter(member -> member.userId().equals(userId))
                .findFirst()
                .orElseThrow()
                .roles();
    }
}
