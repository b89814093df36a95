package io.holdfast.allocation.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.allocation.drift.Comparison.Known;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Value;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The tables of drift reports and turns, and what channels were told as the check needs it. */
@ApplicationScoped
class DriftStore {

    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final int REPORTS_KEPT = 50;

    private static final String KNOWN = """
            select sku, sellable, status, version, delivered_sellable, delivered_status, delivered_version
            from told where merchant = $1 and channel = $2 and sku = any($3::text[])""";

    /** Of which the channel believes that there is something to sell. */
    private static final String BELIEVED = """
            select sku from told where merchant = $1 and channel = $2 and ($3::text is null or sku > $3)
                and (delivered_sellable > 0 or delivered_status = 'IN_STOCK' or sellable > 0 or status = 'IN_STOCK')
            order by sku limit $4""";

    private static final String INSERT = """
            insert into drift_report (merchant, channel, id, at, reason, checked, different, differences)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private static final String PRUNE = """
            delete from drift_report where merchant = $1 and channel = $2 and id < (
                select id from drift_report where merchant = $1 and channel = $2 order by id desc offset $3 limit 1)""";

    private static final String COLUMNS = "id, channel, at, reason, checked, different, differences";

    private static final String FIND = "select " + COLUMNS + " from drift_report where merchant = $1 and channel = $2 and id = $3";

    private static final String LIST = "select " + COLUMNS + """
            \sfrom drift_report where merchant = $1 and channel = $2 and ($3::uuid is null or id < $3) order by id desc limit $4""";

    /** Spread over a day, so that the nights are not all busy at once. */
    private static final String ENROL = """
            insert into drift_turn (merchant, channel, due_at)
            select p.merchant, p.channel, holdfast_now() + random() * interval '24 hours'
            from stream_position p left join drift_turn t on t.merchant = p.merchant and t.channel = p.channel
            where t.merchant is null
            on conflict do nothing""";

    /** The next turn is given before the check is made: of two replicas one makes it. */
    private static final String CLAIM = """
            with due as materialized (
                select merchant, channel from drift_turn where due_at <= holdfast_now() order by due_at limit 1 for update skip locked)
            update drift_turn t set due_at = holdfast_now() + interval '24 hours'
            from due where t.merchant = due.merchant and t.channel = due.channel
            returning t.merchant, t.channel""";

    private static final String LATER = """
            update drift_turn set due_at = holdfast_now() + $3 * interval '1 millisecond' where merchant = $1 and channel = $2""";

    private final ObjectMapper json;

    DriftStore(ObjectMapper json) {
        this.json = json;
    }

    Uni<Map<String, Known>> known(SqlClient client, ChannelKey channel, Collection<String> skus) {
        return client.preparedQuery(KNOWN).execute(Tuple.of(channel.merchant(), channel.channel(), skus.toArray(String[]::new))).map(rows -> {
            Map<String, Known> known = new HashMap<>();
            rows.forEach(row -> known.put(row.getString("sku"), known(row)));
            return known;
        });
    }

    Uni<List<String>> believed(SqlClient client, ChannelKey channel, String after, int limit) {
        return client.preparedQuery(BELIEVED).execute(Tuple.of(channel.merchant(), channel.channel(), after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("sku")).toList());
    }

    Uni<Void> insert(SqlClient transaction, String merchant, DriftReport report) {
        return transaction.preparedQuery(INSERT).execute(Tuple.tuple().addValue(merchant).addValue(report.channel()).addValue(report.id())
                        .addValue(report.at().atOffset(ZoneOffset.UTC)).addValue(report.reason()).addValue(report.checked())
                        .addValue(report.different()).addValue(written(report.differences())))
                .chain(() -> transaction.preparedQuery(PRUNE).execute(Tuple.of(merchant, report.channel(), REPORTS_KEPT))).replaceWithVoid();
    }

    Uni<Optional<DriftReport>> find(SqlClient client, ChannelKey channel, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(channel.merchant(), channel.channel(), id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::report).findFirst());
    }

    /** The newest first; one more than the limit, where there is one. */
    Uni<List<DriftReport>> list(SqlClient client, ChannelKey channel, UUID before, int limit) {
        return client.preparedQuery(LIST).execute(Tuple.of(channel.merchant(), channel.channel(), before, limit + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::report).toList());
    }

    /** Gives a turn to every channel that has none. */
    Uni<Void> enrol(SqlClient client) {
        return client.preparedQuery(ENROL).execute().replaceWithVoid();
    }

    /** A channel whose turn has come. */
    Uni<Optional<ChannelKey>> claim(SqlClient client) {
        return client.preparedQuery(CLAIM).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ChannelKey(row.getString("merchant"), row.getString("channel"))).findFirst());
    }

    Uni<Void> later(SqlClient client, ChannelKey channel, Duration wait) {
        return client.preparedQuery(LATER).execute(Tuple.of(channel.merchant(), channel.channel(), (double) wait.toMillis())).replaceWithVoid();
    }

    private static Known known(Row row) {
        String sku = row.getString("sku");
        long delivered = row.getLong("delivered_version");
        return new Known(new Value(sku, row.getLong("sellable"), row.getString("status"), row.getLong("version")), delivered == 0 ? null
                : new Value(sku, row.getLong("delivered_sellable"), row.getString("delivered_status"), delivered));
    }

    private DriftReport report(Row row) {
        return new DriftReport(row.getUUID("id"), row.getString("channel"), row.getOffsetDateTime("at").toInstant(), row.getString("reason"),
                row.getLong("checked"), row.getLong("different"), read(row.getString("differences")));
    }

    private String written(List<Difference> differences) {
        try {
            return json.writeValueAsString(differences);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A drift report can't be written", e);
        }
    }

    private List<Difference> read(String differences) {
        try {
            return json.readValue(differences, DIFFERENCES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A drift report can't be read", e);
        }
    }
}
