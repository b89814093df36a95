package io.holdfast.gateway;

import io.holdfast.testkit.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real HTTP server in place of catalogue, stock and notification, which tells what it received; allocation's port is dead.
 * Some addresses behave in a special way, see {@link #answer}.
 */
public final class EchoServices implements QuarkusTestResourceLifecycleManager {

    public static final int BIG = 32 * 1024 * 1024;
    public static final List<JsonObject> EVENTS = new CopyOnWriteArrayList<>();
    public static final AtomicInteger CUT_OFF = new AtomicInteger();
    public static final AtomicInteger SILENT = new AtomicInteger();
    public static final AtomicInteger BROKEN = new AtomicInteger();
    public static final AtomicInteger ASKED = new AtomicInteger();
    public static final AtomicInteger ANSWERED = new AtomicInteger();
    public static volatile boolean notificationUp = true;
    public static volatile boolean ready = true;

    private static int deadPort;
    private static Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        String up = "http://127.0.0.1:" + listen(0).actualPort();
        deadPort = FreePort.orGiven(0);
        return Map.of(
                "holdfast.peers.catalog", up,
                "holdfast.peers.stock", up,
                "holdfast.peers.notification", up,
                "holdfast.peers.allocation", "http://127.0.0.1:" + deadPort,
                "holdfast.local.mail-url", up + "/mail",
                "holdfast.local.seed", "true",
                "holdfast.door.patience", "2s",
                "holdfast.operator.key", "test-operator");
    }

    private static HttpServer listen(int port) {
        // As the services do.
        HttpServerOptions longHeads = new HttpServerOptions().setMaxInitialLineLength(131_072).setMaxHeaderSize(65_536);
        return wait(vertx.createHttpServer(longHeads).requestHandler(EchoServices::answer).listen(port, "127.0.0.1"));
    }

    /** Runs a check while allocation is alive as well. */
    public static void withAllocation(Runnable check) {
        HttpServer allocation = listen(deadPort);
        try {
            check.run();
        } finally {
            wait(allocation.close());
        }
    }

    private static <T> T wait(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The echo server did not start or stop", e);
        }
    }

    @Override
    public void stop() {
        vertx.close();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/internal/events" -> request.body().onSuccess(body -> takeEvent(request, body));
            case "/internal/ready" -> request.response().putHeader("X-Asked", String.valueOf(ASKED.incrementAndGet()))
                    .setStatusCode(ready ? 200 : 503).end();
            case "/v1/stock/silent" -> watch(request);
            case "/v1/stock/breaks-once", "/v1/variants/breaks-once", "/v1/products/breaks-once" -> breakOnce(request);
            case "/v1/stock/big" -> stream(request.response(), BIG);
            case "/v1/channels/nowhere" -> request.response().setStatusCode(404).end();
            case "/v1/orders/nothing" -> request.response().setStatusCode(204).end();
            case "/v1/stock/half" -> request.response().putHeader("Content-Length", "1000").write("half")
                    .onComplete(ignored -> request.connection().close());
            case "/v1/availability/stream" -> streamEvents(request);
            default -> request.body().onSuccess(body -> echo(request, body));
        }
    }

    private static void takeEvent(HttpServerRequest request, Buffer body) {
        if (notificationUp) {
            body.toJsonArray().forEach(event -> EVENTS.add((JsonObject) event));
        }
        request.response().setStatusCode(notificationUp ? 204 : 503).end();
    }

    /** Breaks the connection under every other request. */
    private static void breakOnce(HttpServerRequest request) {
        if (BROKEN.incrementAndGet() % 2 == 1) {
            request.connection().close();
        } else {
            request.body().onSuccess(body -> echo(request, body));
        }
    }

    /** Never answers, and notices when nobody waits any more. */
    private static void watch(HttpServerRequest request) {
        SILENT.incrementAndGet();
        request.response().closeHandler(ignored -> CUT_OFF.incrementAndGet());
    }

    /** One event at once, then nothing for longer than the door has patience, then another; it does not end by itself. */
    private static void streamEvents(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(ignored -> CUT_OFF.incrementAndGet());
        response.write("event: availability\nid: 1\ndata: {\"after\":\"" + request.getHeader("Last-Event-ID") + "\"}\n\n");
        vertx.setTimer(3_000, late -> response.write("event: availability\nid: 2\ndata: {}\n\n"));
    }

    private static void stream(HttpServerResponse response, int bytes) {
        response.setChunked(true);
        write(response, Buffer.buffer(new byte[64 * 1024]), bytes);
    }

    private static void write(HttpServerResponse response, Buffer part, int left) {
        if (left == 0) {
            response.end();
        } else {
            response.write(part).onSuccess(ignored -> write(response, part, left - part.length()));
        }
    }

    private static void echo(HttpServerRequest request, Buffer body) {
        ANSWERED.incrementAndGet();
        JsonObject headers = new JsonObject();
        MultiMap sent = request.headers();
        sent.names().forEach(name -> headers.put(name.toLowerCase(), String.join(" | ", sent.getAll(name))));
        JsonObject answer = new JsonObject().put("method", request.method().name()).put("uri", request.uri())
                .put("headers", headers).put("bytes", body.length());
        if (body.length() < 1_000) {
            answer.put("body", body.toString());
        }
        if (request.getHeader("X-Cache") != null) {
            request.response().putHeader("Cache-Control", request.getHeader("X-Cache"));
        }
        request.response().putHeader("Content-Type", "application/json").putHeader("ETag", "\"7\"")
                .putHeader("Server", "Echo/1").putHeader("X-Request-Id", "the-service's-own").putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "1").putHeader("Keep-Alive", "timeout=5")
                .setStatusCode(Integer.parseInt(request.getHeader("X-Answer") == null ? "200" : request.getHeader("X-Answer")))
                .end(answer.toBuffer());
    }
}
