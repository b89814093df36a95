package io.holdfast.allocation.webhook;

import io.holdfast.service.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

/**
 * Brings one message to a receiver and says what became of it. It connects to the address that was checked, follows no
 * redirect, reads a little of the answer and waits no longer than it must.
 */
@ApplicationScoped
class Courier {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_PER_RECEIVER = 64;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int LONGEST_ERROR = 300;

    private final Vertx vertx;
    private final HttpClient client;
    private final CheckedAddresses addresses;
    private final Duration patience;

    /**
     * How an attempt went.
     *
     * @param status of the answer; null: there was none
     * @param error what went wrong, in words; null on success
     */
    record Outcome(Integer status, String error) {

        static Outcome answered(int status) {
            return new Outcome(status, status >= 200 && status < 300 ? null
                    : status >= 300 && status < 400 ? "It answered with a redirect (" + status + "), which is not followed"
                    : "It answered " + status);
        }

        static Outcome failed(Throwable failure) {
            String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            return new Outcome(null, text.substring(0, Math.min(text.length(), LONGEST_ERROR)));
        }

        boolean isSuccess() {
            return error == null;
        }

        /** The receiver wants no more. */
        boolean isGone() {
            return status != null && status == 410;
        }
    }

    @Inject
    Courier(Vertx vertx, CheckedAddresses addresses) {
        this(vertx, addresses, Limits.WEBHOOK_PATIENCE);
    }

    Courier(Vertx vertx, CheckedAddresses addresses, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(true).setVerifyHost(true).setDecompressionSupported(false)
                        // Nobody's request, and its address is the merchant's own affair: those of some receivers are secret.
                        .setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_RECEIVER));
        this.addresses = addresses;
    }

    /** Never fails: what went wrong is in the outcome. */
    Uni<Outcome> bring(String url, Map<String, String> headers, String body) {
        return Uni.createFrom().item(() -> Address.of(url))
                .flatMap(address -> addresses.of(address).flatMap(checked -> send(address, checked, headers, body)))
                .onFailure().recoverWithItem(Outcome::failed);
    }

    private Uni<Outcome> send(Address address, InetAddress checked, Map<String, String> headers, String body) {
        return Uni.createFrom().completionStage(() -> {
            Promise<Outcome> outcome = Promise.promise();
            RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(address.port(), checked.getHostAddress()))
                    .setHost(address.host()).setPort(address.port()).setSsl(address.encrypted()).setURI(address.target())
                    .setConnectTimeout(CONNECT_MILLIS).setFollowRedirects(false);
            Future<HttpClientRequest> connecting = client.request(options);
            long deadline = vertx.setTimer(patience.toMillis(), due -> giveUp(connecting, outcome));
            connecting.compose(request -> deliver(request, address, headers, body)).onSuccess(response -> {
                outcome.tryComplete(Outcome.answered(response.statusCode()));
                drain(response, deadline);
            }).onFailure(failure -> {
                vertx.cancelTimer(deadline);
                outcome.tryComplete(Outcome.failed(failure));
            });
            return outcome.future().toCompletionStage();
        });
    }

    private static Future<HttpClientResponse> deliver(HttpClientRequest request, Address address, Map<String, String> headers, String body) {
        request.exceptionHandler(failure -> { /* The answer's future fails with it, too. */ });
        headers.forEach(request::putHeader);
        request.putHeader("Host", address.authority());
        return request.send(Buffer.buffer(body));
    }

    /** The answer's body is of no interest, but the connection is: it is kept if little is left on it. */
    private void drain(HttpClientResponse response, long deadline) {
        long[] read = {0};
        response.exceptionHandler(failure -> vertx.cancelTimer(deadline));
        response.endHandler(ended -> vertx.cancelTimer(deadline));
        response.handler(part -> {
            read[0] += part.length();
            if (read[0] > ANSWER_BYTES) {
                vertx.cancelTimer(deadline);
                response.request().reset();
            }
        });
    }

    private void giveUp(Future<HttpClientRequest> connecting, Promise<Outcome> outcome) {
        outcome.tryComplete(new Outcome(null, "It did not answer within " + patience.toSeconds() + " s"));
        connecting.onSuccess(HttpClientRequest::reset);
    }
}
