package cashtide.api;

import cashtide.app.page.Problems;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Paths under {@code /api} that no controller has: without an answer here they would show the page of the screens. */
@Configuration(proxyBeanMethods = false)
class UnknownRoutes {

    // After the controllers, which come first with 0, and before the screens.
    private static final int ORDER = 10;

    @Bean
    SimpleUrlHandlerMapping unknownApiRoutes() {
        HttpRequestHandler notFound =
                (request, response) -> Problems.write(response, 404, "NOT_FOUND", "There is no such route.");
        return new SimpleUrlHandlerMapping(Map.of("/api/**", notFound), ORDER);
    }
}
