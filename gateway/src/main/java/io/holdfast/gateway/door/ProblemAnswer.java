package io.holdfast.gateway.door;

import io.holdfast.service.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers with a problem document from outside of any resource. */
final class ProblemAnswer {

    static final String TYPE = "application/problem+json";
    /** What is still read of a refused body, so that the sender gets to see the answer instead of a broken connection. */
    private static final long READ_OF_REFUSED_BODY = 8L * 1024 * 1024;
    private static final long PATIENCE_MILLIS = 5_000;

    private ProblemAnswer() {}

    static void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        HttpServerRequest request = context.request();
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, TYPE);
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfterSeconds() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
        }
        if (request.isEnded()) {
            response.end(document(problem));
        } else {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end(document(problem));
            readOutAndClose(context, request);
        }
    }

    static Buffer document(Problem problem) {
        return new JsonObject(problem.document()).toBuffer();
    }

    private static void readOutAndClose(RoutingContext context, HttpServerRequest request) {
        long[] read = {0};
        request.handler(part -> {
            read[0] += part.length();
            if (read[0] > READ_OF_REFUSED_BODY) {
                request.connection().close();
            }
        });
        request.endHandler(ignored -> request.connection().close());
        request.resume();
        context.vertx().setTimer(PATIENCE_MILLIS, ignored -> request.connection().close());
    }
}
