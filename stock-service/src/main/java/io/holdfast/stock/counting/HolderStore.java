package io.holdfast.stock.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads from the ledger which orders held units of a SKU at a moment. */
@ApplicationScoped
class HolderStore {

    /**
     * What each order held after each of its movements, summed up; of these the last one at the moment counts, if it is not
     * zero. It has held something since the first movement after the last one that left it nothing.
     */
    private static final String HOLDERS = """
            with steps as (
                select order_id, location, at, id,
                    sum(reserved_change + committed_change) over (partition by order_id, location order by id) as held
                from movement where merchant = $1 and sku = $2 and order_id is not null
                    and (reserved_change <> 0 or committed_change <> 0)
            ), then_held as (
                select distinct on (order_id, location) order_id, location, id, held
                from steps where at <= coalesce($3::timestamptz, holdfast_now()) order by order_id, location, id desc
            )
            select h.order_id, h.location, h.held::bigint as quantity, o.channel, o.reference,
                case when o.state = 'UNPAID' and o.expires_at <= holdfast_now() then 'EXPIRED' else o.state end as state,
                (select min(s.at) from steps s where s.order_id = h.order_id and s.location = h.location and s.id >
                    coalesce((select max(z.id) from steps z where z.order_id = h.order_id and z.location = h.location
                        and z.id <= h.id and z.held <= 0), 0)) as since,
                (select min(e.at) from steps e where e.order_id = h.order_id and e.location = h.location
                    and e.id > h.id and e.held <= 0) as until,
                case when o.state = 'UNPAID' and o.expires_at <= holdfast_now() then o.expires_at end as lapsed
            from then_held h left join orders o on o.merchant = $1 and o.id = h.order_id
            where h.held > 0 and ($4::uuid is null or (h.order_id, h.location) > ($4::uuid, $5::text))
                and (o.expires_at is null or o.state <> 'UNPAID' or coalesce($3::timestamptz, holdfast_now()) < o.expires_at)
            order by h.order_id, h.location limit $6""";

    private final Pool pool;

    HolderStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Units that an order held at a location.
     *
     * @param state the order's now; null, like channel and reference, once it was purged
     * @param until when it held them no more; null: it still does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Holder(UUID order, String reference, String channel, String state, String location, long quantity, Instant since, Instant until) {
        Place place() {
            return new Place(order, location);
        }
    }

    /** Where a page of holders ends; a cursor as text. */
    record Place(UUID order, String location) {
        static Place read(String cursor) {
            int space = cursor.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("no place: " + cursor);
            }
            return new Place(UUID.fromString(cursor.substring(0, space)), cursor.substring(space + 1));
        }

        @Override
        public String toString() {
            return order + " " + location;
        }
    }

    /** In the order of the orders' ids, which is that of their placement; {@code at} null: now. */
    Uni<List<Holder>> at(String merchant, String sku, Instant at, Place after, int limit) {
        OffsetDateTime moment = at == null ? null : at.atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(HOLDERS).execute(Tuple.of(merchant, sku, moment,
                after == null ? null : after.order(), after == null ? null : after.location(), limit)).map(rows -> {
            List<Holder> holders = new ArrayList<>();
            rows.forEach(row -> holders.add(holder(row)));
            return holders;
        });
    }

    private static Holder holder(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("until") != null ? row.getOffsetDateTime("until") : row.getOffsetDateTime("lapsed");
        return new Holder(row.getUUID("order_id"), row.getString("reference"), row.getString("channel"), row.getString("state"),
                row.getString("location"), row.getLong("quantity"), row.getOffsetDateTime("since").toInstant(),
                until == null ? null : until.toInstant());
    }
}
