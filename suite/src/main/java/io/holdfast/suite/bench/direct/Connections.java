package io.holdfast.suite.bench.direct;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/** Connections of the driver that the services use, set up as they do it. */
final class Connections {

    private Connections() {}

    static PgConnectOptions options(String database) {
        PgConnectOptions options = PgConnectOptions.fromUri(database);
        options.setCachePreparedStatements(true);
        options.setPreparedStatementCacheSqlFilter(any -> true);
        return options;
    }

    static Pool pool(Vertx vertx, String database, int connections) {
        return PgBuilder.pool().connectingTo(options(database)).with(new PoolOptions().setMaxSize(connections)).using(vertx).build();
    }
}
