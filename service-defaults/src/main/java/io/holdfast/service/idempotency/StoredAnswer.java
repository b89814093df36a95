package io.holdfast.service.idempotency;

import io.holdfast.service.problem.Problem;
import io.vertx.core.json.Json;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** An answer as it was given first: {@code body} as text, null where there was none. */
record StoredAnswer(int status, String contentType, String location, String etag, String body) {

    private static final String PROBLEM_JSON = "application/problem+json";

    static StoredAnswer of(Problem problem) {
        return new StoredAnswer(problem.status(), PROBLEM_JSON, null, null, Json.encode(problem.document()));
    }

    Response response() {
        // As bytes, because a text would be written as JSON once more.
        Response.ResponseBuilder response = Response.status(status).entity(body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            response.type(contentType);
        }
        if (location != null) {
            response.header("Location", location);
        }
        if (etag != null) {
            response.header("ETag", etag);
        }
        return response.build();
    }
}
