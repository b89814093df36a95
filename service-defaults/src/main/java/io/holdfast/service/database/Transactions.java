package io.holdfast.service.database;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.identity.CurrentCaller;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Where transactions begin in services whose rows belong to one merchant each. Every transaction says whose rows it is about,
 * and PostgreSQL shows it no others, whatever its statements ask for; one that says nothing is shown none
 * ({@code db/merchants}). What is said ends with the transaction, so that a connection carries nothing to its next user.
 */
@ApplicationScoped
public class Transactions {

    private static final String SAY = "select set_config($1, $2, true)";
    private static final Function<SqlConnection, Uni<RowSet<Row>>> READ_COMMITTED = connection -> Uni.createFrom().nullItem();
    private static final Function<SqlConnection, Uni<RowSet<Row>>> ONE_MOMENT =
            connection -> connection.query("set transaction isolation level repeatable read").execute();

    private final Pool pool;
    private final CurrentCaller current;

    public Transactions(Pool pool, CurrentCaller current) {
        this.pool = pool;
        this.current = current;
    }

    /** Commits what is done with the rows of one merchant; within a request, of the merchant whose request it is. */
    public <T> Uni<T> of(String merchant, Function<SqlConnection, Uni<T>> work) {
        requireOwn(merchant);
        return run(READ_COMMITTED, Tuple.of("holdfast.merchant", merchant), work);
    }

    /** The same, and all statements see the same moment: what is listed, counted and noted agrees. */
    public <T> Uni<T> ofAtOneMoment(String merchant, Function<SqlConnection, Uni<T>> work) {
        requireOwn(merchant);
        return run(ONE_MOMENT, Tuple.of("holdfast.merchant", merchant), work);
    }

    /** Commits what the service does by itself with the rows of all merchants. No request from outside may ask for that. */
    public <T> Uni<T> ofAllMerchants(Function<SqlConnection, Uni<T>> work) {
        Caller caller = caller();
        if (caller != null && caller.role() != Role.SERVICE) {
            throw new IllegalStateException("A request of the merchant " + caller.merchant() + " asks for the rows of all merchants");
        }
        return run(READ_COMMITTED, Tuple.of("holdfast.merchants", "all"), work);
    }

    /** For what belongs to no merchant. Of what does, nothing is shown. */
    public <T> Uni<T> ofNobody(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    private void requireOwn(String merchant) {
        Caller caller = caller();
        if (caller != null && caller.merchant() != null && !caller.merchant().equals(merchant)) {
            throw new IllegalStateException("A request of the merchant " + caller.merchant() + " asks for rows of the merchant " + merchant);
        }
    }

    /** Who asks; null where nobody does. */
    private Caller caller() {
        ArcContainer container = Arc.container();
        return container != null && container.requestContext().isActive() ? current.get() : null;
    }

    private <T> Uni<T> run(Function<SqlConnection, Uni<RowSet<Row>>> isolation, Tuple whose, Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(connection -> {
            // These travel with the first statement of the work, so that they cost no round trip. If one fails, so does all behind it.
            CompletableFuture<Transaction> begun = connection.begin().subscribeAsCompletionStage();
            CompletableFuture<?> isolated = isolation.apply(connection).subscribeAsCompletionStage();
            CompletableFuture<?> said = connection.preparedQuery(SAY).execute(whose).subscribeAsCompletionStage();
            return Uni.createFrom().deferred(() -> work.apply(connection))
                    .call(() -> Uni.createFrom().completionStage(CompletableFuture.allOf(isolated, said)))
                    .call(() -> Uni.createFrom().completionStage(begun).flatMap(Transaction::commit))
                    .onFailure().call(() -> Uni.createFrom().completionStage(begun).flatMap(Transaction::rollback).onFailure().recoverWithNull());
        });
    }
}
