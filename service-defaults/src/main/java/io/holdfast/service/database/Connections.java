package io.holdfast.service.database;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pool of a service. The driver itself waits for an answer for ever: where a network swallows bytes, or a machine
 * goes without a good-bye, its connections would be held, and what waits for them stand still, until the service is restarted.
 */
@Singleton
@Unremovable
public final class Connections implements PgPoolCreator {

    private final Duration silence;

    @Inject
    Connections(DatabaseConfig config) {
        this(config.silence());
    }

    Connections(Duration silence) {
        this.silence = silence;
    }

    @Override
    public Pool create(Input input) {
        return create(input, Map.of());
    }

    /** @param settings that each connection of the pool has from its start */
    public Pool create(Input input, Map<String, String> settings) {
        List<SqlConnectOptions> impatient = input.pgConnectOptionsList().stream().map(options -> impatient(options, settings)).toList();
        return PgBuilder.pool().with(input.poolOptions()).connectingTo(impatient).using(input.vertx()).build();
    }

    private SqlConnectOptions impatient(PgConnectOptions options, Map<String, String> settings) {
        PgConnectOptions impatient = new PgConnectOptions(options);
        // Only what is read counts: a statement that is sent is no sign of life of the other end.
        impatient.setReadIdleTimeout((int) silence.toMillis());
        impatient.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        // By itself the driver prepares long ones anew each time, just those that take longest to plan.
        impatient.setPreparedStatementCacheSqlFilter(any -> true);
        settings.forEach(impatient::addProperty);
        return impatient;
    }
}
