package io.holdfast.catalog.importing;

import io.holdfast.catalog.importing.Import.Held;
import io.holdfast.catalog.importing.Import.LineError;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of imports and their errors. What a holder writes is guarded by its holding it still. */
@ApplicationScoped
class ImportStore {

    private static final int HELD_SECONDS = 30;
    private static final String HELD_UNTIL = "holdfast_now() + interval '" + HELD_SECONDS + " seconds'";

    private static final String BEGIN = "insert into import (merchant, id, created_at) values ($1, $2, holdfast_now())";

    private static final String RECEIVED = "update import set state = 'RUNNING' where merchant = $1 and id = $2 and state = 'UPLOADING'";

    private static final String REMOVE = "delete from import where merchant = $1 and id = $2 and state = 'UPLOADING'";

    private static final String REMOVE_ABANDONED = """
            delete from import where state = 'UPLOADING' and created_at < holdfast_now() - interval '1 hour'""";

    private static final String FIND = """
            select id, state, total, done, failed, created_at from import where merchant = $1 and id = $2 and state <> 'UPLOADING'""";

    private static final String ERRORS = """
            select line, detail from import_error where merchant = $1 and import_id = $2 order by line limit %d"""
            .formatted(Limits.ERRORS_PER_IMPORT);

    private static final String TAKE = """
            update import i set holder = $1, held_until = %s, takings = takings + 1
            where (merchant, id) in (
                select merchant, id from import n where state = 'RUNNING' and held_until <= holdfast_now()
                and not exists (select from import e where e.merchant = n.merchant and e.state = 'RUNNING' and e.id < n.id)
                order by id limit 1 for update skip locked)
            returning merchant, id, total, done + failed as worked, takings > 1 as again""".formatted(HELD_UNTIL);

    private static final String KEEP = """
            update import set held_until = %s where merchant = $1 and id = $2 and holder = $3 and state = 'RUNNING'""".formatted(HELD_UNTIL);

    private static final String COUNTED = """
            update import set held_until = %s, total = $4 where merchant = $1 and id = $2 and holder = $3 and state = 'RUNNING'"""
            .formatted(HELD_UNTIL);

    private static final String WORKED = """
            update import set held_until = %s, done = done + $4, failed = failed + $5
            where merchant = $1 and id = $2 and holder = $3 and state = 'RUNNING'""".formatted(HELD_UNTIL);

    private static final String END = """
            update import set state = $4, held_until = '-infinity' where merchant = $1 and id = $2 and holder = $3 and state = 'RUNNING'""";

    private static final String FREE = """
            update import set held_until = '-infinity' where merchant = $1 and id = $2 and holder = $3 and state = 'RUNNING'""";

    private static final String NOTE = """
            insert into import_error (merchant, import_id, line, detail)
            select $1, $2, n.line, n.detail from unnest($3::bigint[], $4::text[]) as n (line, detail)
            where (select count(*) from import_error where merchant = $1 and import_id = $2) < %d
            on conflict (merchant, import_id, line) do nothing""".formatted(Limits.ERRORS_PER_IMPORT);

    private static final String DROP_PARTS = "delete from import_part where merchant = $1 and import_id = $2";

    private final Transactions transactions;
    private final Once once;

    ImportStore(Transactions transactions, Once once) {
        this.transactions = transactions;
        this.once = once;
    }

    Uni<Void> begin(String merchant, UUID id) {
        return run(merchant, BEGIN, Tuple.of(merchant, id));
    }

    /**
     * From now on it is visible, and worked off; unless another one was received under the same key, whose id is the answer then.
     *
     * @param request null: it has no key
     */
    Uni<UUID> received(String merchant, UUID id, KeyedRequest request) {
        return transactions.of(merchant, transaction -> once.run(transaction, request, UUID.class,
                () -> transaction.preparedQuery(RECEIVED).execute(Tuple.of(merchant, id)).replaceWith(id)));
    }

    /** Of a file that did not come whole. */
    Uni<Void> remove(String merchant, UUID id) {
        return run(merchant, REMOVE, Tuple.of(merchant, id));
    }

    Uni<Void> removeAbandoned() {
        return transactions.ofAllMerchants(transaction -> transaction.preparedQuery(REMOVE_ABANDONED).execute()).replaceWithVoid();
    }

    Uni<Optional<Import>> find(String merchant, UUID id) {
        return transactions.of(merchant, reading -> reading.preparedQuery(FIND).execute(Tuple.of(merchant, id)).flatMap(rows -> rows.size() == 0
                ? Uni.createFrom().item(Optional.empty())
                : reading.preparedQuery(ERRORS).execute(Tuple.of(merchant, id)).map(errors -> Optional.of(told(rows.iterator().next(), errors)))));
    }

    private static Import told(Row row, RowSet<Row> errors) {
        return new Import(row.getUUID("id"), row.getString("state"), row.getLong("total"), row.getLong("done"), row.getLong("failed"),
                StreamSupport.stream(errors.spliterator(), false).map(e -> new LineError(e.getLong("line"), e.getString("detail"))).toList(),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** The oldest import that nobody holds and whose merchant has no older one; from now on held under the name. */
    Uni<Optional<Held>> take(String holder) {
        return transactions.ofAllMerchants(transaction -> transaction.preparedQuery(TAKE).execute(Tuple.of(holder)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(held(rows, holder)));
    }

    private static Held held(RowSet<Row> rows, String holder) {
        Row row = rows.iterator().next();
        return new Held(row.getString("merchant"), row.getUUID("id"), holder, row.getLong("total"), row.getLong("worked"), row.getBoolean("again"));
    }

    /** Each of these fails once somebody else holds it. */
    Uni<Void> keep(Held held) {
        return transactions.of(held.merchant(), transaction -> guarded(transaction.preparedQuery(KEEP).execute(key(held))));
    }

    Uni<Void> counted(Held held, long total) {
        return transactions.of(held.merchant(), transaction -> guarded(transaction.preparedQuery(COUNTED).execute(key(held).addValue(total))));
    }

    /** A chunk was worked off: lines applied, and lines refused. */
    Uni<Void> worked(Held held, long done, List<LineError> refused) {
        return transactions.of(held.merchant(), transaction ->
                guarded(transaction.preparedQuery(WORKED).execute(key(held).addValue(done).addValue((long) refused.size())))
                        .flatMap(guarded -> note(transaction, held, refused)));
    }

    /** The end, {@code "DONE"} or {@code "FAILED"}; the file is not needed any more. */
    Uni<Void> end(Held held, String state, List<LineError> why) {
        return transactions.of(held.merchant(), transaction -> guarded(transaction.preparedQuery(END).execute(key(held).addValue(state)))
                .flatMap(guarded -> note(transaction, held, why))
                .flatMap(noted -> transaction.preparedQuery(DROP_PARTS).execute(Tuple.of(held.merchant(), held.id())).replaceWithVoid()));
    }

    /** Somebody else may go on at once. */
    Uni<Void> free(Held held) {
        return run(held.merchant(), FREE, key(held));
    }

    private static Uni<Void> note(SqlConnection transaction, Held held, List<LineError> errors) {
        List<LineError> told = errors.subList(0, Math.min(errors.size(), Limits.ERRORS_PER_IMPORT));
        return told.isEmpty() ? Uni.createFrom().voidItem() : transaction.preparedQuery(NOTE).execute(Tuple.of(held.merchant(), held.id(),
                told.stream().map(LineError::line).toArray(Long[]::new), told.stream().map(LineError::detail).toArray(String[]::new))).replaceWithVoid();
    }

    private static Tuple key(Held held) {
        return Tuple.tuple().addValue(held.merchant()).addValue(held.id()).addValue(held.holder());
    }

    private static Uni<Void> guarded(Uni<RowSet<Row>> update) {
        return update.invoke(rows -> {
            if (rows.rowCount() != 1) {
                throw new IllegalStateException("Somebody else has taken up this import");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> run(String merchant, String sql, Tuple values) {
        return transactions.of(merchant, transaction -> transaction.preparedQuery(sql).execute(values)).replaceWithVoid();
    }
}
