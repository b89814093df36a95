package io.holdfast.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Shares out the outbox's partitions among the relays of a service, by the database's clock. */
final class LeaseStore {

    private static final String BE_PRESENT = """
            insert into outbox_relay (name, until) values ($1, holdfast_now() + $2 * interval '1 millisecond')
            on conflict (name) do update set until = excluded.until""";

    private static final String RENEW = """
            update outbox_lease set until = holdfast_now() + $2 * interval '1 millisecond' where holder = $1""";

    private static final String GIVE_BACK_SURPLUS = """
            update outbox_lease set holder = '', until = '-infinity' where partition in (
                select partition from outbox_lease where holder = $1 order by partition
                offset (select ceil(%d.0 / count(*)) from outbox_relay where until > holdfast_now()))""".formatted(Outbox.PARTITIONS);

    private static final String TAKE_FREE = """
            update outbox_lease set holder = $1, until = holdfast_now() + $2 * interval '1 millisecond' where partition in (
                select partition from outbox_lease where until <= holdfast_now() order by partition
                limit (select greatest(0, ceil(%d.0 / count(*)) - (select count(*) from outbox_lease where holder = $1))
                       from outbox_relay where until > holdfast_now())
                for update skip locked)""".formatted(Outbox.PARTITIONS);

    private static final String FREE = "update outbox_lease set holder = '', until = '-infinity' where holder = $1";

    private static final String LEAVE = "delete from outbox_relay where name = $1 or until < holdfast_now() - interval '1 hour'";

    private final Pool pool;

    LeaseStore(Pool pool) {
        this.pool = pool;
    }

    /** Renews the relay's leases and comes nearer to its fair share: gives back what is too much, takes what is free. */
    Uni<Void> renew(String relay, Duration lease) {
        Tuple until = Tuple.of(relay, (double) lease.toMillis());
        return pool.withTransaction(tx -> run(tx, BE_PRESENT, until)
                .chain(() -> run(tx, RENEW, until))
                .chain(() -> run(tx, GIVE_BACK_SURPLUS, Tuple.of(relay)))
                .chain(() -> run(tx, TAKE_FREE, until)));
    }

    /** Gives everything back, so that the others need not wait for the leases to run out. */
    Uni<Void> release(String relay) {
        return pool.withTransaction(tx -> run(tx, FREE, Tuple.of(relay)).chain(() -> run(tx, LEAVE, Tuple.of(relay))));
    }

    private static Uni<Void> run(SqlConnection tx, String sql, Tuple values) {
        return tx.preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
