package cashtide;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cashtide.audit.UseCase;
import cashtide.fixture.UseCases;
import cashtide.tenant.TenantTx;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape that docs/architecture.md promises. */
final class ArchitectureTest {

    /** Features from left to right: a package may use those before it. */
    private static final List<String> ORDER = List.of(
            "money",
            "time",
            "tenant",
            "audit",
            "changelog",
            "ledger",
            "customer",
            "product",
            "inventory",
            "order",
            "fulfilment",
            "invoice",
            "payment",
            "bank",
            "cashapp",
            "dispute",
            "promise",
            "credit",
            "dunning",
            "collections",
            "kpi",
            "score",
            "worklist",
            "forecast",
            "sandbox",
            "imports",
            "branding",
            "dataplane",
            "onboarding");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("cashtide");

    @Test
    void featuresDependOnlyOnThoseToTheirLeft() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass from : CORE) {
            int at = ORDER.indexOf(feature(from));
            if (at >= 0) {
                from.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> ORDER.indexOf(feature(dependency.getTargetClass())) > at)
                        .forEach(dependency -> wrong.add(dependency.getDescription()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyFeatureHasItsPlaceInTheOrder() {
        assertThat(CORE.stream()
                        .map(ArchitectureTest::feature)
                        .filter(feature -> !List.of("", "db", "contract", "intake", "local")
                                .contains(feature))
                        .distinct())
                .isSubsetOf(ORDER);
    }

    @Test
    void noPublicSignatureShowsTheDatabase() {
        List<String> shown = new ArrayList<>();
        for (JavaClass type : CORE) {
            if (feature(type).equals("db") || !type.getModifiers().contains(JavaModifier.PUBLIC)) {
                continue;
            }
            for (JavaMethod method : type.getMethods()) {
                // TenantTx.sql is the door to SQL for the stores of the core; see the package's description.
                boolean door =
                        type.isEquivalentTo(TenantTx.class) && method.getName().equals("sql");
                if (method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !door
                        && Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .anyMatch(ArchitectureTest::isOfTheDatabase)) {
                    shown.add(method.getFullName());
                }
            }
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void theDomainKnowsNoFrameworkAndNoLake() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "com.vaadin..",
                        "org.apache.iceberg..",
                        "org.apache.flink..",
                        "lombok..")
                .check(CORE);
    }

    @Test
    void aUseCaseIsOneFinalClassWithOnePublicMethod() {
        assertThat(UseCases.all()).hasSizeGreaterThan(15).allSatisfy(useCase -> {
            assertThat(useCase.type()).isFinal();
            assertThat(Stream.of(useCase.type().getDeclaredMethods())
                            .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                            .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                            .map(java.lang.reflect.Method::getName))
                    .as(useCase.name())
                    .containsExactly("handle");
            assertThat(useCase.command()).isRecord();
        });
    }

    @Test
    void everyUseCaseIsFound() {
        assertThat(CORE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(UseCase.class)))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(UseCases.all().stream()
                        .map(useCase -> useCase.type().getName())
                        .toList());
    }

    @Test
    void classesThatAreNotMadeToBeExtendedAreFinal() {
        classes()
                .that()
                .resideInAPackage("cashtide..")
                .and()
                .resideOutsideOfPackages(
                        "cashtide.db..", "cashtide.local..", "cashtide.contract..", "cashtide.intake..")
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    private static boolean isOfTheDatabase(JavaClass type) {
        return type.getPackageName().startsWith("org.jooq")
                || type.getPackageName().startsWith("cashtide.db")
                || type.getPackageName().startsWith("org.postgresql");
    }

    /** The first package below {@code cashtide}, or nothing. */
    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith("cashtide.")) {
            return "";
        }
        String rest = name.substring("cashtide.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
