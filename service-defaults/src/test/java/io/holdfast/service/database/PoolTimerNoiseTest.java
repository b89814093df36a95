package io.holdfast.service.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PoolTimerNoiseTest {

    /** Nobody listens there. */
    private static final int NOWHERE = 1;

    private final Vertx vertx = Vertx.vertx();
    private final PoolTimerNoise filter = new PoolTimerNoise();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @DisplayName("R82 a statement that finds no connection fails at once; what the pool's timer says about it later is left out")
    void the_pools_own_complaint() throws Exception {
        CompletableFuture<Throwable> complaint = new CompletableFuture<>();
        vertx.exceptionHandler(complaint::complete);
        Pool pool = PgBuilder.pool().using(vertx).with(new PoolOptions().setConnectionTimeout(300).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(NOWHERE).setUser("nobody").setDatabase("none")).build();
        assertThrows(CompletionException.class, () -> pool.query("select 1").execute().toCompletionStage().toCompletableFuture().join());

        // Once this comes no more the client is mended, and the filter has nothing to do.
        assertFalse(filter.isLoggable(logged(complaint.get(10, TimeUnit.SECONDS))));
    }

    @Test
    @DisplayName("the same complaint from anywhere else is logged, and so is everything else")
    void everything_else() {
        assertTrue(filter.isLoggable(logged(new IllegalStateException("Result is already complete"))));
        assertTrue(filter.isLoggable(logged(new IllegalStateException("Timeout"))));
        assertTrue(filter.isLoggable(logged(null)));
    }

    private static LogRecord logged(Throwable thrown) {
        LogRecord line = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        line.setThrown(thrown);
        return line;
    }
}
