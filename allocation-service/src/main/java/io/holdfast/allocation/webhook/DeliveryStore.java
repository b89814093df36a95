package io.holdfast.allocation.webhook;

import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Value;
import io.holdfast.allocation.webhook.Courier.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of deliveries. */
@ApplicationScoped
class DeliveryStore {

    private static final String COLUMNS = """
            id, channel, state, body, skus, versions, attempts, last_status, last_error, created_at, attempted_at, next_attempt_at, delivered_at""";

    private static final String INSERT = """
            insert into webhook_delivery (merchant, webhook, id, channel, state, by_hand, body, skus, versions, created_at)
            values ($1, $2, $3, $4, 'PENDING', $5, $6, $7, $8, $9)""";

    private static final String OPEN = "select " + COLUMNS + """
            \sfrom webhook_delivery where merchant = $1 and webhook = $2 and channel = $3 and state = 'PENDING' and by_hand = $4 order by id""";

    private static final String REPLACED = """
            update webhook_delivery set state = 'REPLACED', next_attempt_at = null
            where merchant = $1 and webhook = $2 and id = any($3::uuid[]) and state = 'PENDING'""";

    private static final String ATTEMPTED = """
            update webhook_delivery set state = $4, attempts = attempts + 1, last_status = $5, last_error = $6, attempted_at = holdfast_now(),
                delivered_at = case when $4 = 'DELIVERED' then holdfast_now() else delivered_at end,
                next_attempt_at = case when $4 = 'PENDING' then
                    (select due_at from webhook_lane where merchant = $1 and webhook = $2 and channel = webhook_delivery.channel) end
            where merchant = $1 and webhook = $2 and id = $3""";

    private static final String FIND = "select " + COLUMNS + " from webhook_delivery where merchant = $1 and webhook = $2 and id = $3";

    private static final String LIST = "select " + COLUMNS + """
            \sfrom webhook_delivery where merchant = $1 and webhook = $2 and ($3::uuid is null or id < $3) and ($4::text is null or state = $4)
            order by id desc limit $5""";

    private static final String REOPEN = """
            update webhook_delivery set by_hand = by_hand or state <> 'PENDING', state = 'PENDING', next_attempt_at = holdfast_now()
            where merchant = $1 and webhook = $2 and id = $3 returning\s""" + COLUMNS;

    private static final String PURGE = """
            delete from webhook_delivery d using (
                select merchant, webhook, id, state, created_at,
                    row_number() over (partition by merchant, webhook order by id desc) as place from webhook_delivery) as ranked
            where d.merchant = ranked.merchant and d.webhook = ranked.webhook and d.id = ranked.id
                and ((ranked.place > $1 and ranked.state in ('DELIVERED', 'REPLACED'))
                    or (ranked.state = 'PARKED' and ranked.created_at < holdfast_now() - $2 * interval '1 millisecond'))""";

    /** Not attempted yet. */
    Uni<Void> insert(SqlClient transaction, Lane lane, UUID id, String body, List<Value> values, Instant now) {
        return transaction.preparedQuery(INSERT).execute(Tuple.tuple().addValue(lane.merchant()).addValue(lane.webhook()).addValue(id)
                .addValue(lane.channel().channel()).addValue(lane.isByHand()).addValue(body)
                .addValue(values.stream().map(Value::sku).toArray(String[]::new)).addValue(values.stream().map(Value::version).toArray(Long[]::new))
                .addValue(now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** Those of the lane that were begun and neither delivered nor parked. */
    Uni<List<Delivery>> open(SqlClient transaction, Lane lane) {
        return transaction.preparedQuery(OPEN).execute(Tuple.of(lane.merchant(), lane.webhook(), lane.channel().channel(), lane.isByHand()))
                .map(DeliveryStore::deliveries);
    }

    Uni<Void> replaced(SqlClient transaction, Lane lane, Collection<Delivery> deliveries) {
        return deliveries.isEmpty() ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(REPLACED).execute(Tuple.tuple().addValue(lane.merchant()).addValue(lane.webhook())
                        .addValue(deliveries.stream().map(Delivery::id).toArray(UUID[]::new))).replaceWithVoid();
    }

    /** After an attempt; one that is still {@code PENDING} goes again when its lane is due. */
    Uni<Void> attempted(SqlClient transaction, Lane lane, UUID id, String state, Outcome outcome) {
        return transaction.preparedQuery(ATTEMPTED).execute(Tuple.tuple().addValue(lane.merchant()).addValue(lane.webhook()).addValue(id)
                .addValue(state).addValue(outcome.status()).addValue(outcome.error())).replaceWithVoid();
    }

    Uni<Optional<Delivery>> find(SqlClient client, String merchant, UUID webhook, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, webhook, id)).map(rows -> deliveries(rows).stream().findFirst());
    }

    /** The newest first; one more than the limit, where there is one. */
    Uni<List<Delivery>> list(SqlClient client, String merchant, UUID webhook, UUID before, String state, int limit) {
        return client.preparedQuery(LIST).execute(Tuple.of(merchant, webhook, before, state, limit + 1)).map(DeliveryStore::deliveries);
    }

    /** It is to be delivered once more. */
    Uni<Delivery> reopen(SqlClient transaction, ChannelKey channel, UUID webhook, UUID id) {
        return transaction.preparedQuery(REOPEN).execute(Tuple.of(channel.merchant(), webhook, id)).map(rows -> deliveries(rows).get(0));
    }

    Uni<Void> purge(SqlClient client, int kept, Duration parkedKept) {
        return client.preparedQuery(PURGE).execute(Tuple.of(kept, (double) parkedKept.toMillis())).replaceWithVoid();
    }

    private static List<Delivery> deliveries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> new Delivery(row.getUUID("id"), Secrets.messageId(row.getUUID("id")),
                row.getString("channel"), row.getString("state"), row.getInteger("attempts"), row.getInteger("last_status"),
                row.getString("last_error"), instant(row, "created_at"), instant(row, "attempted_at"), instant(row, "next_attempt_at"),
                instant(row, "delivered_at"), row.getString("body"), List.of(row.getArrayOfStrings("skus")),
                List.of(row.getArrayOfLongs("versions")))).toList();
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
