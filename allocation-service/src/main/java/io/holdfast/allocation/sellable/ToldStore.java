package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The tables of positions and of what was told. */
@ApplicationScoped
public class ToldStore {

    /** Takes as many positions as are needed, whether or not all of them will be used: the lock makes the order, not the count. */
    private static final String TAKE_POSITIONS = """
            insert into stream_position (merchant, channel, position)
            select merchant, channel, count from unnest($1::text[], $2::text[], $3::bigint[]) as needed (merchant, channel, count)
            order by merchant collate "C", channel collate "C"
            on conflict (merchant, channel) do update set position = stream_position.position + excluded.position
            returning merchant, channel, position""";

    private static final String VALUES = """
            insert into told as t (merchant, channel, sku, sellable, status, version, position, changed_at)
            select n.merchant, n.channel, n.sku, n.sellable, n.status, n.version, n.position, (select holdfast_now())
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[])
                as n (merchant, channel, sku, sellable, status, version, position)
            order by n.merchant collate "C", n.channel collate "C", n.sku collate "C"
            on conflict (merchant, channel, sku) do update set\s""";

    private static final String SAME = "(t.sellable, t.status) is not distinct from (excluded.sellable, excluded.status)";

    /** A newer version that says the same keeps its place: nobody is told twice. */
    private static final String TELL = VALUES + """
                sellable = excluded.sellable, status = excluded.status, version = excluded.version,
                position = case when %1$s then t.position else excluded.position end,
                changed_at = case when %1$s then t.changed_at else excluded.changed_at end,
                delivered_version = case when %1$s and t.delivered_version = t.version then excluded.version else t.delivered_version end
            where t.version < excluded.version
            returning merchant, channel, position""".formatted(SAME);

    /** Every one gets a new place and counts as not delivered; a value that is newer than the one given stays. */
    private static final String TELL_AGAIN = VALUES + """
                sellable = case when t.version <= excluded.version then excluded.sellable else t.sellable end,
                status = case when t.version <= excluded.version then excluded.status else t.status end,
                version = greatest(t.version, excluded.version),
                position = excluded.position, changed_at = excluded.changed_at, delivered_version = 0
            returning merchant, channel, position""";

    private static final String COLUMNS = "sku, sellable, status, version, position";

    private static final String AFTER = "select " + COLUMNS + """
            \sfrom told where merchant = $1 and channel = $2 and position > $3 order by position limit $4""";

    private static final String OF_SKUS = "select " + COLUMNS + """
            \sfrom told where merchant = $1 and channel = $2 and sku = any($3::text[]) order by position limit $4""";

    private static final String POSITIONS = """
            select p.merchant, p.channel, p.position
            from unnest($1::text[], $2::text[]) as asked (merchant, channel)
            join stream_position p on p.merchant = asked.merchant and p.channel = asked.channel""";

    /** What stands at these places now is what was sent from there: what has changed since stands further on. */
    private static final String DELIVERED = """
            with due as materialized (
                select t.merchant, t.channel, t.sku
                from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as sent (merchant, channel, after, up_to)
                join told t on t.merchant = sent.merchant and t.channel = sent.channel and t.position > sent.after and t.position <= sent.up_to
                where t.delivered_version < t.version
                order by t.merchant collate "C", t.channel collate "C", t.sku collate "C"
                for update of t)
            update told t set delivered_sellable = t.sellable, delivered_status = t.status, delivered_version = t.version,
                delivered_at = holdfast_now()
            from due where t.merchant = due.merchant and t.channel = due.channel and t.sku = due.sku""";

    /** Stores what is newer than what is known; the channels whose streams have grown by it. */
    Uni<Set<ChannelKey>> tell(SqlConnection transaction, Collection<News> news) {
        return store(transaction, TELL, news);
    }

    /** Stores values that are told again whether or not they have changed. */
    Uni<Set<ChannelKey>> tellAgain(SqlConnection transaction, Collection<News> news) {
        return store(transaction, TELL_AGAIN, news);
    }

    private static Uni<Set<ChannelKey>> store(SqlConnection transaction, String statement, Collection<News> news) {
        Places places = Places.of(news);
        return takePositions(transaction, places.needed()).flatMap(last -> {
            List<Places.Placed> placed = places.upTo(last);
            return transaction.preparedQuery(statement).execute(columns(placed)).map(rows -> grown(rows, placed));
        });
    }

    private static Uni<Map<ChannelKey, Long>> takePositions(SqlConnection transaction, Map<ChannelKey, Long> needed) {
        Tuple parameters = Tuple.tuple().addValue(texts(needed.keySet(), ChannelKey::merchant))
                .addValue(texts(needed.keySet(), ChannelKey::channel)).addValue(needed.values().toArray(Long[]::new));
        return transaction.preparedQuery(TAKE_POSITIONS).execute(parameters).map(ToldStore::positions);
    }

    private static Tuple columns(List<Places.Placed> placed) {
        List<News> news = placed.stream().map(Places.Placed::news).toList();
        return Tuple.tuple().addValue(texts(news, one -> one.channel().merchant())).addValue(texts(news, one -> one.channel().channel()))
                .addValue(texts(news, one -> one.value().sku()))
                .addValue(news.stream().map(one -> one.value().sellable()).toArray(Long[]::new))
                .addValue(texts(news, one -> one.value().status()))
                .addValue(news.stream().map(one -> one.value().version()).toArray(Long[]::new))
                .addValue(placed.stream().map(Places.Placed::position).toArray(Long[]::new));
    }

    /** A row that has the place it was given has changed. */
    private static Set<ChannelKey> grown(RowSet<Row> rows, List<Places.Placed> placed) {
        Map<ChannelKey, Long> first = new HashMap<>();
        placed.forEach(one -> first.merge(one.news().channel(), one.position(), Math::min));
        Set<ChannelKey> grown = new TreeSet<>();
        for (Row row : rows) {
            ChannelKey key = key(row);
            if (row.getLong("position") >= first.get(key)) {
                grown.add(key);
            }
        }
        return grown;
    }

    /** In the order of the stream. */
    public Uni<List<Told>> after(SqlClient client, ChannelKey channel, long position, int limit) {
        return client.preparedQuery(AFTER).execute(Tuple.of(channel.merchant(), channel.channel(), position, limit)).map(ToldStore::told);
    }

    /** Those of the SKUs that the channel was ever told of, in the order of the stream. */
    public Uni<List<Told>> ofSkus(SqlClient client, ChannelKey channel, Collection<String> skus, int limit) {
        Tuple parameters = Tuple.tuple().addValue(channel.merchant()).addValue(channel.channel())
                .addValue(skus.toArray(String[]::new)).addValue(limit);
        return client.preparedQuery(OF_SKUS).execute(parameters).map(ToldStore::told);
    }

    /** The last position of each stream; a channel that was never told anything has none. */
    public Uni<Map<ChannelKey, Long>> positions(SqlClient client, Collection<ChannelKey> channels) {
        Tuple parameters = Tuple.tuple().addValue(texts(channels, ChannelKey::merchant)).addValue(texts(channels, ChannelKey::channel));
        return client.preparedQuery(POSITIONS).execute(parameters).map(ToldStore::positions);
    }

    /**
     * A part of a channel's stream that reached somebody.
     *
     * @param after the position before the first one
     * @param upTo the last one
     */
    public record Stretch(ChannelKey channel, long after, long upTo) {}

    /** Remembers what has reached whoever listens. */
    public Uni<Void> delivered(SqlClient client, Collection<Stretch> stretches) {
        Tuple parameters = Tuple.tuple().addValue(texts(stretches, one -> one.channel().merchant()))
                .addValue(texts(stretches, one -> one.channel().channel()))
                .addValue(stretches.stream().map(Stretch::after).toArray(Long[]::new))
                .addValue(stretches.stream().map(Stretch::upTo).toArray(Long[]::new));
        return client.preparedQuery(DELIVERED).execute(parameters).replaceWithVoid();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static Map<ChannelKey, Long> positions(RowSet<Row> rows) {
        Map<ChannelKey, Long> positions = new HashMap<>();
        rows.forEach(row -> positions.put(key(row), row.getLong("position")));
        return positions;
    }

    private static ChannelKey key(Row row) {
        return new ChannelKey(row.getString("merchant"), row.getString("channel"));
    }

    private static List<Told> told(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> new Told(new Value(row.getString("sku"), row.getLong("sellable"),
                row.getString("status"), row.getLong("version")), row.getLong("position"))).toList();
    }
}
