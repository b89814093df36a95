package io.holdfast.stock.channelkey;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/** Which channel an order is of; that never changes. */
@ApplicationScoped
class OrderChannelStore {

    private static final String CHANNEL = "select channel from orders where merchant = $1 and id = $2";

    private final Pool pool;

    OrderChannelStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<String>> channelOf(String merchant, UUID order) {
        return pool.preparedQuery(CHANNEL).execute(Tuple.of(merchant, order)).map(rows -> {
            Iterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(found.next().getString("channel")) : Optional.empty();
        });
    }
}
