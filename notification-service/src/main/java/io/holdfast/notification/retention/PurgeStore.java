package io.holdfast.notification.retention;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Removes what is too old, a small chunk in each statement, and never waits for whoever works with it. */
@ApplicationScoped
class PurgeStore {

    static final int CHUNK = 500;

    private static final String ALERTS = """
            delete from alert where (merchant, kind, sku, location) in (
                select merchant, kind, sku, location from alert
                where cleared_at < holdfast_now() - $1 * interval '1 second'
                order by cleared_at limit $2 for update skip locked)""";

    private static final String DIGESTS = """
            with old as (
                select merchant, date from digest
                where claimed_at < holdfast_now() - $1 * interval '1 second'
                order by claimed_at limit $2 for update skip locked
            ), letters as (
                delete from digest_letter l using old o where l.merchant = o.merchant and l.date = o.date
            )
            delete from digest d using old o where d.merchant = o.merchant and d.date = o.date""";

    private static final String SHORTAGES = """
            delete from shortage where (merchant, order_id) in (
                select merchant, order_id from shortage
                where not open and changed_at < holdfast_now() - $1 * interval '1 second'
                order by changed_at limit $2 for update skip locked)""";

    private final Transactions transactions;

    PurgeStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** How many went, like those below; fewer than a chunk: no more are to be had now. */
    Uni<Integer> alerts(Duration kept) {
        return purge(ALERTS, kept);
    }

    Uni<Integer> digests(Duration kept) {
        return purge(DIGESTS, kept);
    }

    Uni<Integer> shortages(Duration kept) {
        return purge(SHORTAGES, kept);
    }

    private Uni<Integer> purge(String statement, Duration kept) {
        return transactions.ofAllMerchants(transaction -> transaction.preparedQuery(statement).execute(Tuple.of((double) kept.toSeconds(), CHUNK)))
                .map(rows -> rows.rowCount());
    }
}
