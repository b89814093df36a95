package io.holdfast.stock.book;

import io.holdfast.service.database.Connections;
import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Batches have connections of their own, so that no reader takes them from orders, and settings that would not suit readers. */
@Singleton
@Unremovable
@ReactiveDataSource(BatchConnections.NAME)
final class BatchConnections implements PgPoolCreator {

    static final String NAME = "batches";

    private final Connections connections;

    BatchConnections(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Pool create(Input input) {
        return connections.create(input, BookStore.PLANNING);
    }
}
