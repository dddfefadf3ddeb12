package cashtide.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** As {@link ApiErrors}, for requests under {@code /api} that reach none of its controllers: a path, a method or a type that none takes. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class UnroutedErrors {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Exception failure, HttpServletRequest request) throws Exception {
        if (request.getRequestURI().startsWith("/api/")) {
            return ApiErrors.answer(failure);
        }
        throw failure;
    }
}
