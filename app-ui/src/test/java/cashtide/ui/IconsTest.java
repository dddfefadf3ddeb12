package cashtide.ui;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.ui.component.Icon;
import com.vaadin.flow.router.Menu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every drawing that is asked for is there: one that isn't would take the whole drawer with it. */
final class IconsTest {

    @Test
    void everyEntryOfTheMenuHasADrawing() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Menu.class));
        var views = scanner.findCandidateComponents("cashtide");
        assertThat(views).isNotEmpty();
        for (var view : views) {
            Class<?> type =
                    Class.forName(view.getBeanClassName(), false, getClass().getClassLoader());
            assertThat(Icon.named(type.getAnnotation(Menu.class).icon()))
                    .as(type.getName())
                    .isNotNull();
        }
    }

    @Test
    void everyDrawingIsInTheStylesheet() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/META-INF/resources/icons.css"));
        for (Icon icon : Icon.values()) {
            assertThat(css).contains("." + icon.css().substring("i ".length()) + " {");
        }
    }
}
