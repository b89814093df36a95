package io.holdfast.notification.digest;

import io.holdfast.notification.digest.Digest.Rendered;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Digests: claimed, delivered, listed. */
@ApplicationScoped
class DigestStore {

    private static final String STANDING = """
            select exists (select 1 from digest where merchant = $1 and date = $2) as gone,
                   exists (select 1 from alert a join sku s on s.merchant = a.merchant and s.sku = a.sku and s.notifies
                           where a.merchant = $1 and a.kind in ('LOW', 'NEGATIVE') and a.since <= $3
                             and (a.cleared_at is null or a.cleared_at > $3))
                   or exists (select 1 from shortage where merchant = $1 and since <= $3 and (open or changed_at > $3)) as below""";

    private static final String CLAIM = """
            insert into digest (merchant, date, claimed_at, message_id, recipients, subject, html, text, new_items,
                                continuing_items, next_attempt_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $3)""";

    private static final String NOTE_LISTED = """
            insert into digest_listing (merchant, as_of, skus)
            select $1, $2, coalesce(array_agg(sku order by sku), '{}')
            from alert
            where merchant = $1 and kind = 'LOW' and cleared_at is null
            on conflict (merchant) do update set as_of = excluded.as_of, skus = excluded.skus""";

    // What was claimed before mail was turned off does not go when it is turned on again.
    private static final String UNSENT = """
            select d.merchant, d.date
            from digest d
            join merchant m on m.merchant = d.merchant and m.enabled and d.claimed_at >= m.enabled_since
            where d.sent_at is null and d.next_attempt_at <= holdfast_now()
            order by d.next_attempt_at
            limit $1""";

    private static final String LOCK = """
            select merchant, date, claimed_at, message_id, recipients, subject, html, text, attempts
            from digest
            where merchant = $1 and date = $2 and sent_at is null and next_attempt_at <= holdfast_now()
            for update skip locked""";

    private static final String SENT = """
            update digest set sent_at = holdfast_now(), attempts = attempts + 1, last_error = null
            where merchant = $1 and date = $2 and sent_at is null""";

    private static final String NOT_SENT = """
            update digest set attempts = attempts + 1, last_error = $3, next_attempt_at = holdfast_now() + $4 * interval '1 millisecond'
            where merchant = $1 and date = $2 and sent_at is null""";

    private static final String HISTORY = """
            select date, sent_at, recipients, new_items, continuing_items
            from digest
            where merchant = $1 and sent_at is not null and date < $2
            order by date desc
            limit $3""";

    private final Pool pool;

    DigestStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether a date has its digest, and whether something that is mailed was below at its hour. */
    record Standing(boolean gone, boolean below) {}

    Uni<Standing> standing(SqlConnection transaction, String merchant, LocalDate date, Instant hour) {
        return transaction.preparedQuery(STANDING).execute(Tuple.of(merchant, date, hour.atOffset(ZoneOffset.UTC)))
                .map(rows -> new Standing(first(rows).getBoolean("gone"), first(rows).getBoolean("below")));
    }

    Uni<Void> claim(SqlConnection transaction, Digest digest, DigestContent content) {
        Tuple columns = Tuple.tuple().addValue(digest.merchant()).addValue(digest.date())
                .addValue(digest.claimedAt().atOffset(ZoneOffset.UTC)).addValue(digest.messageId())
                .addValue(digest.recipients().toArray(String[]::new))
                .addValue(digest.mail().subject()).addValue(digest.mail().html()).addValue(digest.mail().text())
                .addValue(content.newItems().count()).addValue(content.continuingItems().count());
        return transaction.preparedQuery(CLAIM).execute(columns)
                .flatMap(claimed -> transaction.preparedQuery(NOTE_LISTED)
                        .execute(Tuple.of(digest.merchant(), digest.claimedAt().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** The name of a digest that is to be sent. */
    record Key(String merchant, LocalDate date) {}

    Uni<List<Key>> unsent(int limit) {
        return pool.preparedQuery(UNSENT).execute(Tuple.of(limit)).map(rows -> {
            List<Key> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(new Key(row.getString("merchant"), row.getLocalDate("date"))));
            return keys;
        });
    }

    /** The digest if it is still to be sent and nobody else is sending it; else null. The lock lasts as long as the transaction. */
    Uni<Digest> lock(SqlConnection transaction, Key key) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(key.merchant(), key.date()))
                .map(rows -> rows.size() == 0 ? null : digest(first(rows)));
    }

    Uni<Void> sent(SqlConnection transaction, Digest digest) {
        return transaction.preparedQuery(SENT).execute(Tuple.of(digest.merchant(), digest.date())).replaceWithVoid();
    }

    Uni<Void> notSent(SqlConnection transaction, Digest digest, String error, Duration pause) {
        return transaction.preparedQuery(NOT_SENT)
                .execute(Tuple.of(digest.merchant(), digest.date(), error, pause.toMillis())).replaceWithVoid();
    }

    /** Digests that were sent, before a date, newest first. */
    Uni<List<SentDigest>> history(String merchant, LocalDate before, int limit) {
        return pool.preparedQuery(HISTORY).execute(Tuple.of(merchant, before, limit)).map(rows -> {
            List<SentDigest> digests = new ArrayList<>();
            rows.forEach(row -> digests.add(new SentDigest(row.getLocalDate("date"), row.getOffsetDateTime("sent_at").toInstant(),
                    List.of(row.getArrayOfStrings("recipients")), row.getLong("new_items"), row.getLong("continuing_items"))));
            return digests;
        });
    }

    private static Digest digest(Row row) {
        return new Digest(row.getString("merchant"), row.getLocalDate("date"), row.getOffsetDateTime("claimed_at").toInstant(),
                row.getString("message_id"), List.of(row.getArrayOfStrings("recipients")),
                new Rendered(row.getString("subject"), row.getString("html"), row.getString("text")), row.getInteger("attempts"));
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
