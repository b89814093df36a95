package io.holdfast.service.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import io.holdfast.testkit.service.TestPostgres;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentPostgresTest {

    private final URI server = URI.create(TestPostgres.server().url());
    private final Line line = Line.to(server.getPort());
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = new Connections(Duration.ofMillis(500)).create(new Wish());

    @AfterEach
    void close() {
        pool.close();
        vertx.close();
        line.close();
    }

    @Test
    void a_connection_whose_answers_are_lost_is_given_up_and_the_next_works() throws Exception {
        assertEquals(1, ask("select 1"));
        line.weather(Weather.LOST);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> ask("select 2"));
        assertInstanceOf(ClosedConnectionException.class, failure.getCause());
        line.heal();
        assertRecovers(3);
    }

    @Test
    void in_a_transaction_too() throws Exception {
        Future<Integer> work = pool.withTransaction(transaction -> {
            line.weather(Weather.LOST);
            return transaction.query("select 1").execute().map(rows -> rows.iterator().next().getInteger(0));
        });
        assertThrows(ExecutionException.class, () -> await(work));
        line.heal();
        assertRecovers(2);
    }

    /** The pool may hand out the dead connection once more before it drops it. */
    private void assertRecovers(int number) {
        Awaitility.await().ignoreExceptions().until(() -> ask("select " + number) == number);
    }

    private int ask(String sql) throws Exception {
        return await(pool.query(sql).execute().map(rows -> rows.iterator().next().getInteger(0)));
    }

    private static int await(Future<Integer> answer) throws Exception {
        return answer.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** One connection, so that the one that was lost must be replaced. */
    private final class Wish implements PgPoolCreator.Input {

        @Override
        public Vertx vertx() {
            return vertx;
        }

        @Override
        public PoolOptions poolOptions() {
            return new PoolOptions().setMaxSize(1);
        }

        @Override
        public List<PgConnectOptions> pgConnectOptionsList() {
            return List.of(new PgConnectOptions().setHost("127.0.0.1").setPort(line.port()).setDatabase("postgres").setUser("postgres"));
        }
    }
}
