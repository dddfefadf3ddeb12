package cashtide.api;

import cashtide.audit.NotPermitted;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Every error of the API as {@code application/problem+json} with a stable {@code code}. */
@RestControllerAdvice(basePackages = "cashtide.api")
@Order(0)
final class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** By class: 08 no connection; 53 no resources; 55 a lock took too long; 57 a statement did, or the server stops. */
    private static final Set<String> PASSES_BY = Set.of("08", "53", "55", "57");

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Exception failure) {
        return answer(failure);
    }

    static ResponseEntity<ProblemDetail> answer(Exception failure) {
        return switch (failure) {
            case ApiRefusal refusal -> problem(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
            case NotPermitted refusal -> problem(403, NotPermitted.CODE, "No role of the token allows this.");
            case HttpMessageNotReadableException mistake ->
                problem(400, "REQUEST_MALFORMED", "The body is not the JSON that is documented" + place(mistake) + ".");
            case MaxUploadSizeExceededException mistake -> problem(413, codeOf(413), "More than can be sent at once.");
            case MultipartException mistake ->
                problem(400, "REQUEST_MALFORMED", "The parts of the body cannot be read.");
            case TypeMismatchException mistake ->
                problem(400, "REQUEST_MALFORMED", mistake.getValue() + " is not what is documented.");
            case DataAccessException trouble -> database(trouble);
            case RestClientException trouble -> {
                LOG.error("Keycloak refused", trouble);
                yield problem(
                        503,
                        "IDENTITY_UNAVAILABLE",
                        "Keycloak did not do its part; sending the same again completes it.");
            }
            case ErrorResponse known -> {
                int status = known.getStatusCode().value();
                yield ResponseEntity.status(status)
                        .headers(known.getHeaders())
                        .body(body(
                                status,
                                codeOf(status),
                                Objects.requireNonNullElse(known.getBody().getDetail(), codeOf(status))));
            }
            default -> unexpected(failure);
        };
    }

    /** The field that could not be read, as far as it is known which. */
    private static String place(HttpMessageNotReadableException mistake) {
        if (!(mistake.getCause() instanceof DatabindException unread)) {
            return "";
        }
        String path = unread.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : ": " + (path.startsWith(".") ? path.substring(1) : path) + remedy(unread);
    }

    /** What stands there and what should, as far as that is one thing. */
    private static String remedy(DatabindException unread) {
        return unread instanceof InvalidFormatException format && LocalDate.class.equals(format.getTargetType())
                ? " '" + format.getValue() + "' is not a day such as 2026-03-31"
                : "";
    }

    private static ResponseEntity<ProblemDetail> database(DataAccessException trouble) {
        SQLException cause = trouble.getCause(SQLException.class);
        String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        if (state.startsWith("22")) {
            return problem(400, "REQUEST_MALFORMED", "A value is none that can be kept.");
        }
        boolean passesBy = cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || (state.length() == 5 && PASSES_BY.contains(state.substring(0, 2)));
        if (passesBy) {
            LOG.error("the database does not answer", trouble);
            return problem(503, "DATABASE_UNAVAILABLE", "Nothing was done; send the same again later.");
        }
        return unexpected(trouble);
    }

    private static ResponseEntity<ProblemDetail> unexpected(Exception failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} in a request", reference, failure);
        return problem(
                500, "INTERNAL_ERROR", "That did not work, and nothing was changed. Reference " + reference + ".");
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 413 -> "CONTENT_TOO_LARGE";
            case 415 -> "MEDIA_TYPE_UNSUPPORTED";
            default -> status < 500 ? "REQUEST_MALFORMED" : "INTERNAL_ERROR";
        };
    }

    private static ResponseEntity<ProblemDetail> problem(int status, String code, String title) {
        return ResponseEntity.status(status).body(body(status, code, title));
    }

    private static ProblemDetail body(int status, String code, String title) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(status));
        problem.setType(URI.create("about:blank"));
        problem.setTitle(title);
        problem.setProperty("code", code);
        return problem;
    }
}
