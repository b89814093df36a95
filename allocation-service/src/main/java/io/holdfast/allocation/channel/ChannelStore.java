package io.holdfast.allocation.channel;

import io.holdfast.allocation.rules.ChannelTerms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of channels. */
@ApplicationScoped
public class ChannelStore {

    private static final String COUNT = """
            insert into channel_count (merchant, channels) values ($1, 1)
            on conflict (merchant) do update set channels = channel_count.channels + 1
            returning channels""";

    private static final String COLUMNS =
            "code, name, kind, locations, split_lines, trigger, unpaid_life, tracks_stock, priority, position, version, created_at";

    private static final String INSERT = """
            insert into channel (merchant, code, name, kind, locations, split_lines, trigger, unpaid_life, tracks_stock, priority, position, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (merchant, code) do nothing
            returning\s""" + COLUMNS;

    private static final String FIND = "select " + COLUMNS + " from channel where merchant = $1 and code = $2";

    private static final String LOCK = FIND + " for update";

    private static final String LIST = "select " + COLUMNS + " from channel where merchant = $1 and position > $2 order by position limit $3";

    private static final String UPDATE = """
            update channel set name = $3, kind = $4, locations = $5, split_lines = $6, trigger = $7, unpaid_life = $8, tracks_stock = $9,
                priority = $10, version = version + 1
            where merchant = $1 and code = $2
            returning\s""" + COLUMNS;

    private static final String KNOWN = "select code from channel where merchant = $1 and code = any($2)";

    /** One more channel of the merchant; its position. Others who create one wait until this transaction ends. */
    Uni<Long> count(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(COUNT).execute(Tuple.of(merchant)).map(rows -> rows.iterator().next().getLong("channels"));
    }

    /** Empty if the code is taken. */
    Uni<Optional<Channel>> insert(SqlConnection transaction, String merchant, ChannelTerms terms, long position, Instant now) {
        return transaction.preparedQuery(INSERT).execute(values(merchant, terms).addValue(position).addValue(now.atOffset(ZoneOffset.UTC))).map(ChannelStore::first);
    }

    Uni<Optional<Channel>> find(SqlClient client, String merchant, String code) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, code)).map(ChannelStore::first);
    }

    Uni<Optional<Channel>> lock(SqlConnection transaction, String merchant, String code) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant, code)).map(ChannelStore::first);
    }

    /** One channel more than the limit, where there is one. */
    Uni<List<Channel>> list(SqlClient client, String merchant, long after, int limit) {
        return client.preparedQuery(LIST).execute(Tuple.of(merchant, after, limit + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ChannelStore::channel).toList());
    }

    /** Of a channel that is locked. */
    Uni<Channel> update(SqlConnection transaction, String merchant, ChannelTerms terms) {
        return transaction.preparedQuery(UPDATE).execute(values(merchant, terms)).map(rows -> channel(rows.iterator().next()));
    }

    /** Those of the codes that are channels of the merchant. */
    public Uni<Set<String>> known(SqlClient client, String merchant, Collection<String> codes) {
        return client.preparedQuery(KNOWN).execute(Tuple.of(merchant, codes.toArray(String[]::new))).map(rows ->
                StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("code")).collect(Collectors.toSet()));
    }

    private static Tuple values(String merchant, ChannelTerms terms) {
        return Tuple.tuple().addValue(merchant).addValue(terms.code()).addValue(terms.name()).addValue(terms.kind())
                .addValue(terms.locations() == null ? null : terms.locations().toArray(String[]::new))
                .addValue(terms.splitLines()).addValue(terms.trigger()).addValue(terms.unpaidLife())
                .addValue(terms.tracksStock()).addValue(terms.priority());
    }

    private static Optional<Channel> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(channel(rows.iterator().next()));
    }

    private static Channel channel(Row row) {
        String[] locations = row.getArrayOfStrings("locations");
        ChannelTerms terms = new ChannelTerms(row.getString("code"), row.getString("name"), row.getString("kind"),
                locations == null ? null : List.of(locations), row.getBoolean("split_lines"), row.getString("trigger"),
                row.getString("unpaid_life"), row.getBoolean("tracks_stock"), row.getInteger("priority"));
        return new Channel(terms, row.getLong("position"), row.getLong("version"), row.getOffsetDateTime("created_at").toInstant());
    }
}
