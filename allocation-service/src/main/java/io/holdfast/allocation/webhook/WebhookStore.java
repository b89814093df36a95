package io.holdfast.allocation.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table of webhooks. */
@ApplicationScoped
class WebhookStore {

    private static final String COLUMNS = "id, url, events, channel, enabled, disabled_because, version, created_at";

    /** Creations of one merchant take turns, so that the limit holds. */
    private static final String TURN = "select pg_advisory_xact_lock(hashtextextended($1, 4))";

    private static final String COUNT = "select count(*) as webhooks from webhook where merchant = $1";

    private static final String INSERT = """
            insert into webhook (merchant, id, url, events, channel, enabled, secret, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private static final String FIND = "select " + COLUMNS + " from webhook where merchant = $1 and id = $2";

    private static final String LOCK = FIND + " for no key update";

    private static final String LIST = "select " + COLUMNS + """
            \sfrom webhook where merchant = $1 and ($2::uuid is null or id > $2) order by id limit $3""";

    private static final String UPDATE = """
            update webhook set url = $3, events = $4, enabled = $5, disabled_because = case when $5 then null else disabled_because end,
                version = version + 1
            where merchant = $1 and id = $2 returning\s""" + COLUMNS;

    private static final String DISABLE = """
            update webhook set enabled = false, disabled_because = $3, version = version + 1 where merchant = $1 and id = $2 and enabled""";

    private static final String DELETE = "delete from webhook where merchant = $1 and id = $2";

    private static final String ROTATE = """
            update webhook set former_secret = secret, former_until = holdfast_now() + $4 * interval '1 millisecond', secret = $3
            where merchant = $1 and id = $2 returning former_until""";

    private static final String RECEIVER = """
            select url, enabled, secret, case when former_until > holdfast_now() then former_secret end as former_secret, holdfast_now() as now
            from webhook where merchant = $1 and id = $2""";

    /**
     * What is needed to deliver.
     *
     * @param secrets those that sign now, the newest first
     * @param now by the database's clock
     */
    record Receiver(String url, boolean enabled, List<String> secrets, Instant now) {}

    Uni<Long> count(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(TURN).execute(Tuple.of(merchant)).chain(() -> transaction.preparedQuery(COUNT).execute(Tuple.of(merchant)))
                .map(rows -> rows.iterator().next().getLong("webhooks"));
    }

    Uni<Void> insert(SqlConnection transaction, String merchant, Webhook webhook, String secret) {
        WebhookTerms terms = webhook.terms();
        return transaction.preparedQuery(INSERT).execute(Tuple.tuple().addValue(merchant).addValue(webhook.id()).addValue(terms.url())
                .addValue(terms.events().toArray(String[]::new)).addValue(terms.channel()).addValue(terms.enabled()).addValue(secret)
                .addValue(webhook.createdAt().atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    Uni<Optional<Webhook>> find(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(merchant, id)).map(WebhookStore::first);
    }

    Uni<Optional<Webhook>> lock(SqlConnection transaction, String merchant, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant, id)).map(WebhookStore::first);
    }

    /** In the order of their creation; one more than the limit, where there is one. */
    Uni<List<Webhook>> list(SqlClient client, String merchant, UUID after, int limit) {
        return client.preparedQuery(LIST).execute(Tuple.of(merchant, after, limit + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(WebhookStore::webhook).toList());
    }

    /** Of a webhook that is locked. */
    Uni<Webhook> update(SqlConnection transaction, String merchant, UUID id, WebhookTerms terms) {
        return transaction.preparedQuery(UPDATE).execute(Tuple.tuple().addValue(merchant).addValue(id).addValue(terms.url())
                .addValue(terms.events().toArray(String[]::new)).addValue(terms.enabled())).map(rows -> webhook(rows.iterator().next()));
    }

    Uni<Void> disable(SqlConnection transaction, String merchant, UUID id, String because) {
        return transaction.preparedQuery(DISABLE).execute(Tuple.of(merchant, id, because)).replaceWithVoid();
    }

    /** Whether it was there. */
    Uni<Boolean> delete(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(DELETE).execute(Tuple.of(merchant, id)).map(rows -> rows.rowCount() == 1);
    }

    /** Until when the former secret signs, too; empty if there is no such webhook. */
    Uni<Optional<Instant>> rotate(SqlClient client, String merchant, UUID id, String secret, Duration formerLife) {
        return client.preparedQuery(ROTATE).execute(Tuple.of(merchant, id, secret, (double) formerLife.toMillis()))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getOffsetDateTime("former_until").toInstant()));
    }

    Uni<Optional<Receiver>> receiver(SqlClient client, String merchant, UUID id) {
        return client.preparedQuery(RECEIVER).execute(Tuple.of(merchant, id)).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Receiver(row.getString("url"), row.getBoolean("enabled"),
                        Stream.of(row.getString("secret"), row.getString("former_secret")).filter(Objects::nonNull).toList(),
                        row.getOffsetDateTime("now").toInstant())).findFirst());
    }

    private static Optional<Webhook> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(webhook(rows.iterator().next()));
    }

    private static Webhook webhook(Row row) {
        WebhookTerms terms = new WebhookTerms(row.getString("url"), List.of(row.getArrayOfStrings("events")), row.getString("channel"),
                row.getBoolean("enabled"));
        return new Webhook(row.getUUID("id"), terms, row.getString("disabled_because"), row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
