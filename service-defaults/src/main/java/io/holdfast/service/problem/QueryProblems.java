package io.holdfast.service.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A query value that could not be read as what its parameter is, e.g. {@code ?limit=many}. */
final class QueryProblems {

    private QueryProblems() {}

    /** The platform says only that some value could not be converted, and which one: its parameter is found by it. */
    static Optional<Problem> of(NotFoundException failure, UriInfo uri) {
        Throwable cause = failure.getCause();
        if (cause == null || cause.getMessage() == null) {
            return Optional.empty();
        }
        for (Map.Entry<String, List<String>> parameter : uri.getQueryParameters().entrySet()) {
            boolean meant = parameter.getValue().stream().anyMatch(value -> cause.getMessage().contains(value));
            boolean ofThePath = uri.getPathParameters().values().stream().flatMap(List::stream)
                    .anyMatch(value -> cause.getMessage().contains(value));
            if (meant && !ofThePath) {
                return Optional.of(Problem.invalid("?" + parameter.getKey(), "has the wrong form"));
            }
        }
        return Optional.empty();
    }
}
