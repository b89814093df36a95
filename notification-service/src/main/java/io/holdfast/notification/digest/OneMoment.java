package io.holdfast.notification.digest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Makes all statements of a transaction see the same moment, so that what is listed, counted and noted agrees. */
final class OneMoment {

    private OneMoment() {}

    static Uni<Void> of(SqlConnection transaction) {
        return transaction.query("set transaction isolation level repeatable read").execute().replaceWithVoid();
    }
}
