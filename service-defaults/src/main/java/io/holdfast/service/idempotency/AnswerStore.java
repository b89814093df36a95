package io.holdfast.service.idempotency;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The table of answers to keys; of requests as a whole ({@code part} 0). */
@ApplicationScoped
class AnswerStore {

    private static final String TURN = "select pg_try_advisory_xact_lock(hashtextextended($1 || '/' || $2, 5)) as mine";
    private static final String FIND = """
            select request, decided, status, content_type, location, etag, body from answer_to_key
            where merchant = $1 and key = $2 and part = 0""";
    private static final String DECIDED = """
            insert into answer_to_key (merchant, key, part, request, at, decided) values ($1, $2, 0, $3, holdfast_now(), $4)""";
    private static final String COMPLETE = """
            update answer_to_key set status = $3, content_type = $4, location = $5, etag = $6, body = $7
            where merchant = $1 and key = $2 and part = 0 and status is null""";
    private static final String ANSWER = """
            insert into answer_to_key (merchant, key, part, request, at, status, content_type, location, etag, body)
            values ($1, $2, 0, $8, holdfast_now(), $3, $4, $5, $6, $7) on conflict do nothing""";
    private static final String PURGE = """
            delete from answer_to_key where ctid = any(array(
                select ctid from answer_to_key where at < holdfast_now() - $1 * interval '1 second' limit $2 for update skip locked))""";

    private final Transactions transactions;

    AnswerStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What is known of a key.
     *
     * @param decided what its transaction decided, or null
     * @param answer null: not known yet
     */
    record Known(String request, String decided, StoredAnswer answer) {}

    Uni<Optional<Known>> find(KeyedRequest request) {
        return transactions.of(request.merchant(), reading -> find(reading, request));
    }

    Uni<Optional<Known>> find(SqlClient client, KeyedRequest request) {
        return client.preparedQuery(FIND).execute(Tuple.of(request.merchant(), request.key()))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(known(rows.iterator().next())));
    }

    private static Known known(Row row) {
        StoredAnswer answer = row.getInteger("status") == null ? null : new StoredAnswer(row.getInteger("status"), row.getString("content_type"),
                row.getString("location"), row.getString("etag"), row.getString("body"));
        return new Known(row.getString("request"), row.getString("decided"), answer);
    }

    /** Whether no other transaction is at this key now; until the end of this one, none will be. */
    Uni<Boolean> turn(SqlConnection transaction, KeyedRequest request) {
        return transaction.preparedQuery(TURN).execute(Tuple.of(request.merchant(), request.key()))
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    Uni<Void> decided(SqlConnection transaction, KeyedRequest request, String decided) {
        return transaction.preparedQuery(DECIDED).execute(Tuple.of(request.merchant(), request.key(), request.digest(), decided)).replaceWithVoid();
    }

    /** The answer to what was decided; false: it is known already. */
    Uni<Boolean> complete(KeyedRequest request, StoredAnswer answer) {
        return transactions.of(request.merchant(), transaction -> transaction.preparedQuery(COMPLETE).execute(values(request, answer)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The answer to what had no transaction of its own; false: another request under the key was first. */
    Uni<Boolean> answer(SqlClient client, KeyedRequest request, StoredAnswer answer) {
        return client.preparedQuery(ANSWER).execute(values(request, answer).addValue(request.digest())).map(rows -> rows.rowCount() == 1);
    }

    Uni<Boolean> answer(KeyedRequest request, StoredAnswer answer) {
        return transactions.of(request.merchant(), transaction -> answer(transaction, request, answer));
    }

    private static Tuple values(KeyedRequest request, StoredAnswer answer) {
        return Tuple.tuple().addValue(request.merchant()).addValue(request.key()).addValue(answer.status()).addValue(answer.contentType())
                .addValue(answer.location()).addValue(answer.etag()).addValue(answer.body());
    }

    /** How many went; fewer than the limit: no more are to be had now. */
    Uni<Integer> purge(Duration kept, int limit) {
        return transactions.ofAllMerchants(transaction -> transaction.preparedQuery(PURGE).execute(Tuple.of((double) kept.toSeconds(), limit)))
                .map(rows -> rows.rowCount());
    }
}
