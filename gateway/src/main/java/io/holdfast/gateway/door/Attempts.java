package io.holdfast.gateway.door;

import io.holdfast.gateway.door.ServiceGuard.CallersDoing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.net.SocketException;

/**
 * Sends a request, and once more where that can do no harm: when no connection was made, so that nothing was sent, or when
 * the connection broke under a request that only reads. A service that restarts breaks the connections that were kept to it.
 */
final class Attempts {

    private Attempts() {}

    static Future<ProxyResponse> send(ProxyContext context, LimitedBody body) {
        ProxyRequest request = context.request();
        if (!hasBody(request.proxiedRequest())) {
            request.getBody().stream().resume();
            request.setBody(null);
        }
        return context.sendRequest().recover(failure -> failed(context, body, failure))
                .map(response -> watched(response, request.proxiedRequest().connection()))
                .recover(failure -> Future.failedFuture(isCallersDoing(context, body) ? new CallersDoing(failure) : failure));
    }

    private static Future<ProxyResponse> failed(ProxyContext context, LimitedBody body, Throwable failure) {
        boolean again = !isCallersDoing(context, body) && (failure instanceof ConnectException || isBroken(failure) && onlyReads(context.request()));
        return again ? context.sendRequest() : Future.failedFuture(failure);
    }

    /** At once: whoever waits for the guard's answer first would miss a connection that breaks meanwhile. */
    private static ProxyResponse watched(ProxyResponse response, HttpConnection caller) {
        Body body = response.getBody();
        return body == null ? response : response.setBody(Body.body(new AnswerBody(body.stream(), caller), body.length()));
    }

    private static boolean isBroken(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof SocketException;
    }

    private static boolean onlyReads(ProxyRequest request) {
        HttpMethod method = request.getMethod();
        return request.getBody() == null && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
    }

    /** The caller hung up, which ends the request to the service too, or sent too much. */
    private static boolean isCallersDoing(ProxyContext context, LimitedBody body) {
        return body.isTooLarge() || context.request().proxiedRequest().response().closed();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains("Content-Length") || request.headers().contains("Transfer-Encoding");
    }

    /** What the proxy lets go of when a problem is answered instead. */
    static void restoreBody(ProxyRequest request) {
        if (request.getBody() == null) {
            request.setBody(Body.body(Buffer.buffer()));
        }
    }
}
