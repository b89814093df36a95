package io.holdfast.gateway.door;

import io.holdfast.gateway.door.ServiceGuard.CallersDoing;
import io.holdfast.service.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** One request's way to a service and back: what is taken off, what is put on, and what is said when the service does not answer. */
final class Passage implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Passage.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    /** Meant for the next hop only (RFC 9110, 7.6.1); the proxy itself leaves out the same of a request. */
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "te", "trailer", "upgrade", "expect");
    /** Would tell a service who is calling or from where: only the token does. */
    private static final List<String> IDENTITY = List.of("authorization", "cookie", "forwarded", "x-forwarded-", "x-real-ip", "x-holdfast-");
    /** Set by the door itself. */
    private static final Set<String> OWN_ANSWERS = Set.of("x-request-id", "x-content-type-options", "x-frame-options",
            "referrer-policy", "strict-transport-security", "ratelimit", "ratelimit-policy", "server");

    private final Destination service;
    private final String token;
    private final String uri;

    /**
     * @param service where it goes
     * @param token put on the request; null: none
     * @param uri path and query as the service gets them
     */
    Passage(Destination service, String token, String uri) {
        this.service = service;
        this.token = token;
        this.uri = uri;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        takeOff(request.headers());
        if (token != null) {
            request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        request.setURI(uri);
        int limit = AccessTable.bodyBytes(request.proxiedRequest().path());
        LimitedBody body = new LimitedBody(request.getBody().stream(), limit);
        request.setBody(Body.body(body, request.getBody().length()));
        return service.guard().call(() -> Attempts.send(context, body))
                .recover(failure -> isGone(request) ? nothing() : Future.succeededFuture(refusal(request, body, failure)));
    }

    /** For a caller who hung up: there is nothing to be written any more, and writing would fail. */
    private static Future<ProxyResponse> nothing() {
        return Promise.<ProxyResponse>promise().future();
    }

    private static boolean isGone(ProxyRequest request) {
        return request.proxiedRequest().response().closed();
    }

    private static void takeOff(MultiMap headers) {
        Set<String> named = nominated(headers);
        for (String name : List.copyOf(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(lower) || named.contains(lower) || IDENTITY.stream().anyMatch(lower::startsWith)) {
                headers.remove(name);
            }
        }
    }

    /** The headers that {@code Connection} itself declares as hop-by-hop; the two that frame the body can't be among them. */
    private static Set<String> nominated(MultiMap headers) {
        Set<String> named = new TreeSet<>();
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : value.split(",")) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        named.removeAll(List.of("content-length", "content-type", "x-request-id"));
        return named;
    }

    private ProxyResponse refusal(ProxyRequest request, LimitedBody body, Throwable failure) {
        Problem problem = body.isTooLarge() ? body.tooLarge() : unavailable(failure);
        Attempts.restoreBody(request);
        ProxyResponse response = request.release().response().setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswer.TYPE)
                .setBody(Body.body(ProblemAnswer.document(problem)));
        if (problem.retryAfterSeconds() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
        }
        return response;
    }

    private Problem unavailable(Throwable failure) {
        if (Overload.is(failure)) {
            return Problem.unavailable("The part that answers here (" + service.name() + ") has more to do than it can take; nothing was done.",
                    RETRY_AFTER_SECONDS).with("service", service.name());
        }
        if (failure instanceof CircuitBreakerOpenException) {
            return Problem.unavailable("The part that answers here (" + service.name() + ") has not answered lately; nothing was done.",
                    RETRY_AFTER_SECONDS).with("service", service.name());
        }
        if (!(failure instanceof CallersDoing)) {
            LOG.warnf("%s did not answer: %s", service.name(), failure.getMessage());
        }
        return Problem.unavailable("The part that answers here (" + service.name()
                + ") can't be reached at the moment. Whether a change got through can be asked again with the same idempotency key, reference or event id.",
                RETRY_AFTER_SECONDS).with("service", service.name());
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        MultiMap headers = response.headers();
        Set<String> named = nominated(headers);
        for (String name : List.copyOf(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(lower) || OWN_ANSWERS.contains(lower) || named.contains(lower)) {
                headers.remove(name);
            }
        }
        if (headers.contains(HttpHeaders.CACHE_CONTROL)) {
            // The service knows better what may be kept.
            context.request().proxiedRequest().response().headers().remove(HttpHeaders.CACHE_CONTROL);
        }
        return context.sendResponse();
    }
}
