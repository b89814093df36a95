package io.holdfast.gateway.door;

import io.holdfast.gateway.door.Operation.Target;
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
import org.jboss.logging.Logger;

/** Passes a request on to a service and its answer back, byte by byte, over connections that are kept. */
@ApplicationScoped
class Forwarder {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final int CONNECTIONS_PER_SERVICE = 256;
    private static final int CONNECT_MILLIS = 2_000;
    /** Given back to the pool and unused for so long, a connection is closed here, long before its service would close it. */
    private static final int IDLE_SECONDS = 30;
    /** Each holds a connection as long as it is open; those of the others must not run out because of them. */
    private static final int STREAMS_PER_SERVICE = 10_000;

    private final HttpClient client;
    private final HttpClient streams;
    private final Tokens tokens;
    private final DoorConfig config;
    private final Map<Target, Destination> services = new EnumMap<>(Target.class);

    Forwarder(Vertx vertx, Tokens tokens, Peers peers, DoorConfig config) {
        this.client = client(vertx, CONNECTIONS_PER_SERVICE);
        this.streams = client(vertx, STREAMS_PER_SERVICE);
        this.tokens = tokens;
        this.config = config;
        add(Target.CATALOG, peers, config.catalog());
        add(Target.STOCK, peers, config.stock());
        add(Target.ALLOCATION, peers, config.allocation());
        add(Target.NOTIFICATION, peers, config.notification());
    }

    private void add(Target target, Peers peers, DoorConfig.Service own) {
        services.put(target, Destination.of(target.id(), peers.address(Peer.valueOf(target.name())),
                own.patience().orElse(config.patience()), own.inFlight().orElse(config.inFlight())));
    }

    /** As many may wait for a connection as the guards let through. */
    private static HttpClient client(Vertx vertx, int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setKeepAliveTimeout(IDLE_SECONDS).setConnectTimeout(CONNECT_MILLIS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
    }

    /** Somewhere that is no service. */
    Destination destination(String name, String address, Duration patience) {
        return Destination.of(name, address, patience, config.inFlight());
    }

    /** To a service, in the caller's name; null where no key is needed: in nobody's. */
    void forward(RoutingContext context, Operation operation, Caller caller) {
        Destination service = services.get(operation.target());
        Passage passage = new Passage(service, caller == null ? null : tokens.of(caller), context.request().uri());
        if (operation.lasting()) {
            send(context, passage, streams, service.lasting());
        } else {
            send(context, passage, client, service.origin());
        }
    }

    /** To somewhere else, in nobody's name. */
    void forward(RoutingContext context, Destination destination, String uri) {
        send(context, new Passage(destination, null, uri), client, destination.origin());
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
}
