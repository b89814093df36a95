package io.holdfast.stock.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** On one event loop, as where a service has few processors. */
class FurtherLookTest {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ContextInternal lane = ((VertxInternal) vertx).createEventLoopContext();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @RepeatedTest(10)
    void what_has_arrived_meanwhile_is_read_before_the_batch_begins() throws IOException {
        CompletableFuture<NetSocket> accepted = new CompletableFuture<>();
        NetServer server = done(vertx.createNetServer().connectHandler(accepted::complete).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
        try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
            done(accepted).handler((Buffer request) -> order.add("request"));
            CompletableFuture<Void> begun = new CompletableFuture<>();
            lane.runOnContext(free -> {
                send(client);
                Lanes.afterNextLook(lane, () -> {
                    order.add("batch");
                    begun.complete(null);
                });
            });
            done(begun);
        }
        assertEquals(List.of("request", "batch"), order);
    }

    private static void send(Socket client) {
        try {
            client.getOutputStream().write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
