package cashtide.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.fixture.Golden;
import cashtide.fixture.UseCases;
import cashtide.tenant.Role;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is promised to callers: the codes of refusals, and who may ask for what. {@code -Dgolden.write=true} rewrites both. */
final class ErrorCodesTest {

    @Test
    void everyCodeIsUniqueAndListed() {
        Set<String> rows = new TreeSet<>();
        List<ErrorCode> codes = codes();
        codes.forEach(code -> rows.add("| `" + code.code() + "` | " + code.text() + " |"));
        rows.add("| `" + NotPermitted.CODE + "` | No role of the caller allows it |");
        assertThat(codes.stream().map(ErrorCode::code).distinct()).hasSameSizeAs(codes);
        String expected = "# Errors\n\n"
                + "Why the business says no. Codes are stable; the text is for people. A broken invariant or a"
                + " machine in trouble\n"
                + "is an exception, not one of these. Written by `ErrorCodesTest`.\n\n"
                + "| code | meaning |\n"
                + "|---|---|\n"
                + String.join("\n", rows)
                + "\n";
        Golden.assertContent("docs/errors.md", expected);
    }

    @Test
    void whoMayAskForWhatIsAsAgreed() {
        StringBuilder matrix = new StringBuilder();
        for (UseCases.Found useCase : UseCases.all()) {
            Set<String> roles = new TreeSet<>();
            useCase.spec().allowed().stream().map(Role::code).forEach(roles::add);
            matrix.append(useCase.name())
                    .append(": ")
                    .append(String.join(", ", roles))
                    .append('\n');
            assertThat(useCase.spec().name()).isEqualTo(useCase.name());
        }
        Golden.assertContent("tenant-core/core/src/test/resources/golden/roles.txt", matrix.toString());
    }

    private static List<ErrorCode> codes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cashtide").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
                        .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                        .map(ErrorCode.class::cast)
                        .toList();
    }
}
