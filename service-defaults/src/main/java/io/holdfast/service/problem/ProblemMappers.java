package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.util.Optional;
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
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure) {
        return problem(ViolationProblems.of(failure.getConstraintViolations()));
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException failure) {
        return problem(JsonProblems.of(failure));
    }

    /** The platform maps these two itself, in a form of its own, unless somebody names them exactly. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException failure) {
        return json(failure);
    }

    @ServerExceptionMapper
    public Response definition(InvalidDefinitionException failure) {
        // Raised by our own records: a Problem inside is meant for the caller, anything else is a mistake of ours.
        return failure.getCause() instanceof Problem problem ? problem(problem) : unexpected(failure);
    }

    @ServerExceptionMapper
    public Response characters(CharConversionException failure) {
        return problem(Problem.unreadable("The body is not UTF-8."));
    }

    /** No such address, an id of the wrong form, and, as the platform sees it, a query value of the wrong form too. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException failure, UriInfo uri) {
        return problem(QueryProblems.of(failure, uri).orElseGet(() -> Problem.ofStatus(404)));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        return problem(Problem.ofStatus(failure.getResponse().getStatus()));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        Optional<Problem> known = StoreProblems.of(failure);
        if (known.isPresent()) {
            LOG.warnf("Answered with %d: %s", known.get().status(), failure);
            return problem(known.get());
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure %s", id);
        return problem(new Problem(500, "internal-error", "Something went wrong on our side",
                "Nothing more can be said here; the log knows it as " + id + "."));
    }
}
