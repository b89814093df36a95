package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure that reaches the edge into a problem document. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status()).type(PROBLEM_JSON).entity(problem.document());
        if (problem.retryAfterSeconds() != null) {
            response.header("Retry-After", problem.retryAfterSeconds());
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure) {
        List<Problem.Error> errors = failure.getConstraintViolations().stream()
                .map(v -> new Problem.Error(pointer(v), v.getMessage()))
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
        return problem(Problem.invalid(errors));
    }

    /** Named itself, because Quarkus brings a mapper of its own for it, which would win over the general one. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure) {
        return json(failure);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String detail = failure instanceof UnrecognizedPropertyException unknown
                    ? "is not a known member. Known: " + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()
                    : "has the wrong form: " + firstLine(mapping.getOriginalMessage());
            return problem(Problem.invalid(pointer(mapping), detail));
        }
        return problem(Problem.unreadable("The body is not JSON of the expected form: " + firstLine(failure.getOriginalMessage())));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = failure.getResponse().getStatus();
        return problem(new Problem(status, codeOf(status), failure.getResponse().getStatusInfo().getReasonPhrase(),
                detailOf(status)));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure %s", id);
        return problem(new Problem(500, "internal-error", "Something went wrong on our side",
                "Nothing more can be said here; the log knows it as " + id + "."));
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 400 -> "unreadable-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> "http-" + status;
        };
    }

    private static String detailOf(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not answer to this method.";
            case 406 -> "Answers are application/json.";
            case 413 -> "A JSON body may have up to 1 MiB.";
            case 415 -> "Bodies are application/json.";
            default -> "The request could not be answered.";
        };
    }

    private static String pointer(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            // The first two nodes are the resource's method and its parameter: none of the caller's business.
            if (depth++ < 2) {
                continue;
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        failure.getPath().forEach(r -> pointer.append('/').append(r.getFieldName() != null ? r.getFieldName() : r.getIndex()));
        return pointer.toString();
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
