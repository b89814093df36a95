package io.holdfast.notification.digest;

import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The letters of digests, one for each recipient: to be sent, and sent. */
@ApplicationScoped
class LetterStore {

    // What was claimed before mail was turned off does not go when it is turned on again; nor what its reader wants no more,
    // nor what has been tried for days.
    private static final String DUE = """
            from digest_letter l
            join digest d on d.merchant = l.merchant and d.date = l.date and d.claimed_at > holdfast_now() - $1 * interval '1 second'
            join merchant m on m.merchant = l.merchant and m.enabled and d.claimed_at >= m.enabled_since
            where l.sent_at is null and l.next_attempt_at <= holdfast_now()
              and not exists (select 1 from unsubscribed u where u.merchant = l.merchant and u.address = lower(l.recipient))
            """;

    private static final String UNSENT = "select l.merchant, l.date, l.recipient\n" + DUE + "order by l.next_attempt_at limit $2";

    private static final String LOCK = """
            select d.claimed_at, d.message_id, d.subject, d.html, d.text, d.link_mark, l.attempts
            """ + DUE + " and l.merchant = $2 and l.date = $3 and l.recipient = $4 for update of l skip locked";

    private static final String SENT = """
            update digest_letter set sent_at = holdfast_now(), attempts = attempts + 1, last_error = null
            where merchant = $1 and date = $2 and recipient = $3 and sent_at is null""";

    private static final String NOT_SENT = """
            update digest_letter
            set attempts = attempts + 1, last_error = $4, next_attempt_at = holdfast_now() + $5 * interval '1 millisecond'
            where merchant = $1 and date = $2 and recipient = $3 and sent_at is null""";

    private static final double TRIED_FOR_SECONDS = Limits.LETTER_TRIED_FOR.toSeconds();

    private final Transactions transactions;

    LetterStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The name of a letter. */
    record Key(String merchant, LocalDate date, String recipient) {

        private Tuple columns() {
            return Tuple.of(merchant, date, recipient);
        }
    }

    /** A letter that is to be sent. */
    record Unsent(Key key, Digest digest, int attempts) {}

    Uni<List<Key>> unsent(int limit) {
        return transactions.ofAllMerchants(reading -> reading.preparedQuery(UNSENT).execute(Tuple.of(TRIED_FOR_SECONDS, limit))).map(rows -> {
            List<Key> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(new Key(row.getString("merchant"), row.getLocalDate("date"), row.getString("recipient"))));
            return keys;
        });
    }

    /** The letter if it is still to be sent and nobody else is sending it; else null. The lock lasts as long as the transaction. */
    Uni<Unsent> lock(SqlConnection transaction, Key key) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(TRIED_FOR_SECONDS, key.merchant(), key.date(), key.recipient()))
                .map(rows -> rows.size() == 0 ? null : unsent(key, rows.iterator().next()));
    }

    /** Notes the mail server's positive answer. */
    Uni<Void> sent(SqlClient client, Key key) {
        return client.preparedQuery(SENT).execute(key.columns()).replaceWithVoid();
    }

    /** The same where the connection was lost that the letter was locked by. */
    Uni<Void> sent(Key key) {
        return transactions.of(key.merchant(), transaction -> sent(transaction, key));
    }

    Uni<Void> notSent(SqlConnection transaction, Key key, String error, Duration pause) {
        return transaction.preparedQuery(NOT_SENT).execute(key.columns().addValue(error).addValue(pause.toMillis())).replaceWithVoid();
    }

    private static Unsent unsent(Key key, Row row) {
        Digest digest = new Digest(key.merchant(), key.date(), row.getOffsetDateTime("claimed_at").toInstant(), row.getString("message_id"),
                new Rendered(row.getString("subject"), row.getString("html"), row.getString("text")), row.getString("link_mark"));
        return new Unsent(key, digest, row.getInteger("attempts"));
    }
}
