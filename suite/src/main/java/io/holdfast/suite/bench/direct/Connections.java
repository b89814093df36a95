package io.holdfast.suite.bench.direct;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;

/** Connections of the driver that the services use, set up as they do it. */
final class Connections {

    private Connections() {}

    static PgConnectOptions options(String database) {
        PgConnectOptions options = PgConnectOptions.fromUri(database);
        options.setCachePreparedStatements(true);
        options.setPreparedStatementCacheSqlFilter(any -> true);
        return options;
    }

    /** @param settings that each connection has from its start */
    static Pool pool(Vertx vertx, String database, Map<String, String> settings, int connections) {
        PgConnectOptions options = options(database);
        settings.forEach(options::addProperty);
        return PgBuilder.pool().connectingTo(options).with(new PoolOptions().setMaxSize(connections)).using(vertx).build();
    }
}
