package cashtide.app.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tenants and their people in Keycloak: one realm, one organization per tenant, the roles as groups of the
 * organization. Every method can be repeated; a call that was cut off is completed by calling again. Thread-safe within
 * one app; two apps that provision at the same moment could lose one another's addresses, and the next call repairs it.
 *
 * <p>Failures of Keycloak come as Spring's {@code RestClientException}.
 */
public final class TenantDirectory {

    /** The web client that people of all the tenants sign in through. */
    public static final String WEB_CLIENT = "cashtide-app";

    /** The audience that access tokens for our REST API carry. */
    public static final String API_AUDIENCE = "cashtide-api";

    private static final String SIGN_IN_PATH = "/login/oauth2/code/keycloak";
    private static final String SIGN_OUT_PATH = "/";
    private static final String SIGN_OUT_ATTRIBUTE = "post.logout.redirect.uris";
    private static final String SIGN_OUT_SEPARATOR = "##";
    private static final int MEMBERS_MAX = 1_000;

    private final KeycloakAdmin keycloak;
    private final ServiceClients serviceClients;
    private final SecureRandom random = new SecureRandom();

    public TenantDirectory(KeycloakAccess access, InstantSource clock) {
        this.keycloak = new KeycloakAdmin(access, clock);
        this.serviceClients = new ServiceClients(keycloak);
    }

    /**
     * Makes Keycloak know the tenant: organization with name and brand, a group per role, its exact sign-in and
     * sign-out addresses, its service client for imports.
     */
    public synchronized void provision(TenantIdentity tenant) {
        String organization = organization(tenant);
        Set<String> present = keycloak.list("/organizations/" + organization + "/groups?max=100").stream()
                .map(group -> text(group, "name"))
                .collect(Collectors.toSet());
        for (TenantRole role : TenantRole.values()) {
            if (!present.contains(role.group())) {
                keycloak.create("/organizations/" + organization + "/groups", Map.of("name", role.group()));
            }
        }
        allowAddresses(tenant.addresses());
        serviceClients.ensure(tenant.alias(), organization);
    }

    /** Shows another brand on the tenant's sign-in page; the addresses of the tenant given here are not looked at. */
    public synchronized void rebrand(TenantIdentity tenant) {
        organization(tenant);
    }

    /**
     * Invites a person into a tenant. An account that is new, or that nobody has signed in to yet and no tenant has, gets a
     * password for one sign-in: so an invitation that was cut off is completed by the next one.
     */
    public InviteOutcome invite(String alias, Person person, Set<TenantRole> roles) {
        String organization = existingOrganization(alias);
        Optional<String> known = userId(person);
        if (known.isPresent()) {
            String user = known.get();
            boolean member = isMember(organization, user);
            if (isUnused(user, organization, member)) {
                String password = oneTimePassword();
                keycloak.put("/users/" + user + "/reset-password", credential(password, true));
                if (!member) {
                    keycloak.create("/organizations/" + organization + "/members", user);
                }
                assign(organization, user, roles);
                return new InviteOutcome.Invited(user, password);
            }
            if (member) {
                return new InviteOutcome.AlreadyMember(user);
            }
            join(organization, user, roles);
            return new InviteOutcome.Joined(user);
        }
        String password = oneTimePassword();
        String user = createUser(person, password, true);
        join(organization, user, roles);
        return new InviteOutcome.Invited(user, password);
    }

    /**
     * Adds a person with a password that stays: for demo tenants and tests alone. A person who exists keeps the
     * account's password.
     */
    public String enrol(String alias, Person person, Set<TenantRole> roles, String password) {
        String organization = existingOrganization(alias);
        String user = userId(person).orElseGet(() -> createUser(person, password, false));
        if (!isMember(organization, user)) {
            join(organization, user, roles);
        } else {
            assign(organization, user, roles);
        }
        return user;
    }

    /** The people of a tenant, by name. */
    public List<Member> members(String alias) {
        String organization = existingOrganization(alias);
        Map<String, Set<TenantRole>> roles = rolesByUser(organization);
        return keycloak.list("/organizations/" + organization + "/members?max=" + MEMBERS_MAX).stream()
                .map(user -> new Member(
                        text(user, "id"),
                        new Person(
                                text(user, "username"),
                                text(user, "email"),
                                text(user, "firstName"),
                                text(user, "lastName")),
                        Boolean.TRUE.equals(user.get("enabled")),
                        roles.getOrDefault(text(user, "id"), Set.of())))
                .sorted(Comparator.comparing((Member member) -> member.person().lastName()))
                .toList();
    }

    /** Gives a member exactly these roles. */
    public void assignRoles(String alias, String userId, Set<TenantRole> roles) {
        assign(existingOrganization(alias), userId, roles);
    }

    /**
     * Takes a person out of a tenant; account and sign-in at Keycloak stay for other tenants. Tokens say so from the next
     * one on.
     */
    public void remove(String alias, String userId) {
        keycloak.delete("/organizations/" + existingOrganization(alias) + "/members/" + userId);
    }

    /** The name of the client by which the tenant's own programs get tokens. */
    public static String importClient(String alias) {
        return ServiceClients.clientId(alias);
    }

    /** The secret of {@link #importClient}. */
    public String importClientSecret(String alias) {
        return serviceClients.secret(alias);
    }

    private String organization(TenantIdentity tenant) {
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "name", tenant.name(),
                "alias", tenant.alias(),
                "enabled", true,
                "attributes", brand(tenant)));
        Optional<String> existing = findOrganization(tenant.alias());
        if (existing.isEmpty()) {
            return keycloak.create("/organizations", wanted);
        }
        wanted.put("id", existing.get());
        keycloak.put("/organizations/" + existing.get(), wanted);
        return existing.get();
    }

    private static Map<String, List<String>> brand(TenantIdentity tenant) {
        Map<String, List<String>> attributes = new HashMap<>();
        attributes.put("accentLight", List.of(tenant.accentLight()));
        attributes.put("accentDark", List.of(tenant.accentDark()));
        if (tenant.logo() != null) {
            attributes.put("logo", List.of(tenant.logo()));
        }
        return attributes;
    }

    private Optional<String> findOrganization(String alias) {
        return keycloak.list("/organizations?q=" + encoded("alias:" + alias)).stream()
                .filter(organization -> alias.equals(organization.get("alias")))
                .map(organization -> text(organization, "id"))
                .findFirst();
    }

    private String existingOrganization(String alias) {
        return findOrganization(alias)
                .orElseThrow(() -> new IllegalStateException("Keycloak has no organization '" + alias + "'"));
    }

    /** Keycloak takes no wildcard hosts, and none is wanted: a token must only ever go to a host we named. */
    private void allowAddresses(List<URI> addresses) {
        Map<String, Object> client =
                keycloak.list("/clients?clientId=" + WEB_CLIENT).getFirst();
        Set<String> signIn = new LinkedHashSet<>(strings(client.get("redirectUris")));
        Map<String, Object> attributes = new LinkedHashMap<>(object(client.get("attributes")));
        Set<String> signOut = new LinkedHashSet<>(Arrays.asList(
                Objects.toString(attributes.get(SIGN_OUT_ATTRIBUTE), "").split(SIGN_OUT_SEPARATOR, -1)));
        signOut.remove("");
        boolean changed = false;
        for (URI address : addresses) {
            changed |= signIn.add(address + SIGN_IN_PATH);
            changed |= signOut.add(address + SIGN_OUT_PATH);
        }
        if (changed) {
            attributes.put(SIGN_OUT_ATTRIBUTE, String.join(SIGN_OUT_SEPARATOR, signOut));
            Map<String, Object> update = new LinkedHashMap<>(client);
            update.put("redirectUris", new ArrayList<>(signIn));
            update.put("attributes", attributes);
            keycloak.put("/clients/" + text(client, "id"), update);
        }
    }

    private Optional<String> userId(Person person) {
        return keycloak.list("/users?exact=true&username=" + encoded(person.username())).stream()
                .map(user -> text(user, "id"))
                .findFirst()
                .or(() -> keycloak.list("/users?exact=true&email=" + encoded(person.email())).stream()
                        .map(user -> text(user, "id"))
                        .findFirst());
    }

    private String createUser(Person person, String password, boolean oneTime) {
        return keycloak.create(
                "/users",
                Map.of(
                        "username", person.username(),
                        "email", person.email(),
                        "emailVerified", true,
                        "firstName", person.firstName(),
                        "lastName", person.lastName(),
                        "enabled", true,
                        "credentials", List.of(credential(password, oneTime))));
    }

    /** Whether nobody ever signed in to the account, and it has no role in this tenant and no membership of another. */
    private boolean isUnused(String user, String organization, boolean member) {
        return strings(keycloak.get("/users/" + user).get("requiredActions")).contains("UPDATE_PASSWORD")
                && keycloak.list("/organizations/members/" + user + "/organizations").stream()
                        .allMatch(other -> organization.equals(other.get("id")))
                && !(member && rolesByUser(organization).containsKey(user));
    }

    private String oneTimePassword() {
        byte[] secret = new byte[12];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static Map<String, Object> credential(String password, boolean oneTime) {
        return Map.of("type", "password", "value", password, "temporary", oneTime);
    }

    private boolean isMember(String organization, String user) {
        return keycloak.list("/organizations/" + organization + "/members?max=" + MEMBERS_MAX).stream()
                .anyMatch(member -> user.equals(member.get("id")));
    }

    private void join(String organization, String user, Set<TenantRole> roles) {
        keycloak.create("/organizations/" + organization + "/members", user);
        assign(organization, user, roles);
    }

    private void assign(String organization, String user, Set<TenantRole> roles) {
        for (Map<String, Object> group : keycloak.list("/organizations/" + organization + "/groups?max=100")) {
            String membership = "/organizations/" + organization + "/groups/" + text(group, "id") + "/members/" + user;
            TenantRole.ofGroup(text(group, "name")).ifPresent(role -> {
                if (roles.contains(role)) {
                    keycloak.put(membership);
                } else {
                    keycloak.delete(membership);
                }
            });
        }
    }

    private Map<String, Set<TenantRole>> rolesByUser(String organization) {
        Map<String, Set<TenantRole>> roles = new HashMap<>();
        for (Map<String, Object> group : keycloak.list("/organizations/" + organization + "/groups?max=100")) {
            TenantRole.ofGroup(text(group, "name")).ifPresent(role -> {
                String path = "/organizations/" + organization + "/groups/" + text(group, "id") + "/members?max="
                        + MEMBERS_MAX;
                for (Map<String, Object> user : keycloak.list(path)) {
                    roles.computeIfAbsent(text(user, "id"), id -> new LinkedHashSet<>())
                            .add(role);
                }
            });
        }
        return roles;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static String text(Map<String, Object> object, String field) {
        return Objects.toString(object.get(field), "");
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        }
        return copy;
    }
}
