package io.holdfast.service.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeavingTest {

    private final Vertx vertx = Vertx.vertx();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final Leaving leaving = new Leaving();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(1));
    private final HttpServer server;

    LeavingTest() throws Exception {
        Filters filters = new Filters();
        leaving.register(filters);
        Router router = Router.router(vertx);
        router.route().handler(filters.getFilters().get(0).getHandler());
        router.route().handler(exchange -> exchange.response().end("done"));
        server = await(vertx.createHttpServer().connectionHandler(connections::add).requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whoLeavesAnswersAndAsksForAnotherConnection() throws Exception {
        ask();
        ask();
        assertEquals(1, connections.size(), "a kept connection is used again");
        leaving.leave(new ShutdownDelayInitiatedEvent());
        ask();
        ask();
        assertEquals(2, connections.size(), "the answer on the kept one was its last");
    }

    /** On an event loop: elsewhere the body may have come, and gone, before anybody asks for it. */
    private void ask() throws Exception {
        Promise<Buffer> body = Promise.promise();
        vertx.runOnContext(loop -> client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(HttpClientRequest::send).compose(HttpClientResponse::body).onComplete(body));
        assertEquals("done", await(body.future()).toString());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
