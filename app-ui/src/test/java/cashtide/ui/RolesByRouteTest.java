package cashtide.ui;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.app.signin.Access;
import cashtide.tenant.Role;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Which role may open which route: every route of the application, held against a golden file. */
final class RolesByRouteTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/roles-by-route.txt");

    @Test
    void everyRouteNamesItsRolesAndTheyAreTheAgreedOnes() throws Exception {
        Map<String, String> routes = new TreeMap<>();
        for (Class<?> view : views()) {
            assertThat(view.isAnnotationPresent(AnonymousAllowed.class))
                    .as("%s is open to everybody", view.getName())
                    .isFalse();
            routes.put("/" + view.getAnnotation(Route.class).value(), roles(view));
        }
        String actual = routes.entrySet().stream()
                .map(route -> route.getKey() + " " + route.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void theConstantsOfAnnotationsAreTheCodesOfTheRoles() {
        assertThat(Arrays.stream(Role.values()).map(Role::code))
                .containsExactly(Access.CFO, Access.COLLECTOR, Access.AR_CLERK, Access.TENANT_ADMIN, Access.ANALYST);
    }

    private static String roles(Class<?> view) {
        if (view.isAnnotationPresent(PermitAll.class)) {
            return "every role";
        }
        RolesAllowed allowed = view.getAnnotation(RolesAllowed.class);
        assertThat(allowed).as("%s names no roles", view.getName()).isNotNull();
        return Arrays.stream(allowed.value()).sorted().collect(Collectors.joining(" "));
    }

    private static List<? extends Class<?>> views() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        return scanner.findCandidateComponents("cashtide").stream()
                .map(definition -> load(definition.getBeanClassName()))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RolesByRouteTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
