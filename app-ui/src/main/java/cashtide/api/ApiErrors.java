package cashtide.api;

import cashtide.audit.NotPermitted;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;

/** Every error of the API as {@code application/problem+json} with a stable {@code code}. */
@RestControllerAdvice(basePackages = "cashtide.api")
final class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ProblemDetail refused(ApiRefusal refusal) {
        return problem(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notPermitted(NotPermitted refusal) {
        return problem(403, NotPermitted.CODE, "No role of the token allows this.");
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException mistake) {
        return problem(400, "REQUEST_MALFORMED", String.valueOf(mistake.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException mistake) {
        return problem(400, "REQUEST_MALFORMED", "The body is not the JSON that is documented.");
    }

    @ExceptionHandler
    ProblemDetail keycloak(RestClientException failure) {
        LOG.error("Keycloak refused", failure);
        return problem(
                503, "IDENTITY_UNAVAILABLE", "Keycloak did not do its part; sending the same again completes it.");
    }

    private static ProblemDetail problem(int status, String code, String title) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(status));
        problem.setType(URI.create("about:blank"));
        problem.setTitle(title);
        problem.setProperty("code", code);
        return problem;
    }
}
