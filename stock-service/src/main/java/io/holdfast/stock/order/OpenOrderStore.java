package io.holdfast.stock.order;

import io.holdfast.stock.ledger.PlaceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts unpaid orders that hold units, no further than to their cap; by an index that is there only where they are capped. */
@ApplicationScoped
class OpenOrderStore {

    private static final String HOLDING = """
            select from orders where merchant = $1 and state = 'UNPAID' and trigger = 'ON_ORDER'
               and (expires_at is null or expires_at > holdfast_now())""";

    static final String COUNT = "select (select count(*) from (" + HOLDING + " limit $5) m) as of_merchant,"
            + " (select count(*) from (" + HOLDING + " and channel = $2 limit $6) c) as of_channel,"
            + " exists (select from orders where merchant = $1 and channel = $2 and reference = $3)"
            + " or exists (select from orders where merchant = $1 and id = $4 and channel = $2 and state = 'UNPAID') as adds_none";

    private final Pool pool;

    OpenOrderStore(Pool pool) {
        this.pool = pool;
    }

    /** @param addsNone whether the order is a repeat, or supersedes an open one: there will be no more open orders than before */
    record Open(long ofMerchant, long ofChannel, boolean addsNone) {}

    Uni<Open> count(PlaceOrder order, int merchantCap, int channelCap) {
        Tuple parameters = Tuple.tuple().addValue(order.merchant()).addValue(order.channel()).addValue(order.reference())
                .addValue(order.wishes().supersedes()).addValue(merchantCap).addValue(channelCap);
        return pool.preparedQuery(COUNT).execute(parameters).map(rows -> {
            Row row = rows.iterator().next();
            return new Open(row.getLong("of_merchant"), row.getLong("of_channel"), row.getBoolean("adds_none"));
        });
    }
}
