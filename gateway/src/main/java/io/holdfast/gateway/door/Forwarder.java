package io.holdfast.gateway.door;

import io.holdfast.gateway.door.RoutingTable.Line;
import io.holdfast.gateway.door.RoutingTable.Target;
import io.holdfast.service.Limits;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.Tokens;
import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Passes a request on to a service and its answer back, byte by byte, over connections that are kept. */
@ApplicationScoped
class Forwarder {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final int CONNECTIONS_PER_SERVICE = 256;
    private static final int WAITING = 4_096;
    private static final int CONNECT_MILLIS = 2_000;
    /** Each holds a connection as long as it is open; those of the others must not run out because of them. */
    private static final int STREAMS_PER_SERVICE = 10_000;
    /** A stream gives a sign of life more often than that, or its service is dead. */
    private static final Duration STREAM_SILENCE = Limits.HEARTBEAT.multipliedBy(4);

    private final HttpClient client;
    private final HttpClient streams;
    private final Tokens tokens;
    private final Map<Target, RequestOptions> origins = new EnumMap<>(Target.class);

    Forwarder(Vertx vertx, Tokens tokens, Peers peers,
            @ConfigProperty(name = "holdfast.door.patience", defaultValue = "30s") Duration patience) {
        this.client = client(vertx, CONNECTIONS_PER_SERVICE);
        this.streams = client(vertx, STREAMS_PER_SERVICE);
        this.tokens = tokens;
        for (Target target : Target.values()) {
            if (target != Target.GATEWAY) {
                origins.put(target, origin(peers.address(Peer.valueOf(target.name())), patience));
            }
        }
    }

    private static HttpClient client(Vertx vertx, int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setConnectTimeout(CONNECT_MILLIS).setMaxWaitQueueSize(WAITING)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** To a service, in the caller's name. */
    void forward(RoutingContext context, Line line, Caller caller) {
        Target target = line.target();
        Passage passage = new Passage(target.name().toLowerCase(), tokens.of(caller), context.request().uri());
        if (line.lasting()) {
            send(context, passage, streams, new RequestOptions(origins.get(target)).setIdleTimeout(STREAM_SILENCE.toMillis()));
        } else {
            send(context, passage, client, origins.get(target));
        }
    }

    /** To a service, in nobody's name. */
    void forward(RoutingContext context, Line line) {
        send(context, new Passage(line.target().name().toLowerCase(), null, context.request().uri()), client, origins.get(line.target()));
    }

    /** To any other address, in nobody's name. */
    void forward(RoutingContext context, String name, String address, String uri) {
        send(context, new Passage(name, null, uri), client, origin(address, Duration.ofSeconds(5)));
    }

    private static void send(RoutingContext context, Passage passage, HttpClient by, RequestOptions origin) {
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), by)
                .origin(proxied -> by.request(new RequestOptions(origin)).compose(request -> unlessGone(proxied, request)))
                .addInterceptor(passage)
                .handle(context.request());
    }

    /** A caller may have hung up while a connection was made; then nobody would end the request. */
    private static Future<HttpClientRequest> unlessGone(ProxyContext proxied, HttpClientRequest request) {
        // A failure reaches the interceptor too, which tells it; without a handler it would be logged here once more.
        request.exceptionHandler(failure -> LOG.debugf("A forwarded request ended early: %s", failure.getMessage()));
        if (proxied.request().proxiedRequest().response().closed()) {
            request.reset();
            return Future.failedFuture(new StreamResetException(0));
        }
        return Future.succeededFuture(request);
    }

    private static RequestOptions origin(String address, Duration patience) {
        // Its connect time-out counts the wait for one of the connections too: a crowd waits its turn, it is not turned away.
        return new RequestOptions().setAbsoluteURI(address).setConnectTimeout(patience.toMillis()).setIdleTimeout(patience.toMillis());
    }
}
