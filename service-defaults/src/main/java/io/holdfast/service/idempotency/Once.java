package io.holdfast.service.idempotency;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.problem.Problem;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How an effect takes part: what its transaction decides is kept under the request's key in that transaction. Sent again after
 * a crash in between, the request finds what was decided, does nothing, and is answered from it.
 */
@ApplicationScoped
public class Once {

    private final CurrentKey current;
    private final AnswerStore store;

    Once(CurrentKey current, AnswerStore store) {
        this.current = current;
        this.store = store;
    }

    /** The keyed request in hand; null where there is no key, or no request. */
    public KeyedRequest current() {
        ArcContainer container = Arc.container();
        return container != null && container.requestContext().isActive() ? current.get() : null;
    }

    /**
     * What the effect decides, now or when it was asked first.
     *
     * @param request null: it has no key, and the effect takes place
     * @param type a record that is the same again once it was written as JSON and read
     */
    public <T> Uni<T> run(SqlConnection transaction, KeyedRequest request, Class<T> type, Supplier<Uni<T>> effect) {
        return request == null ? effect.get() : before(transaction, request).flatMap(before -> before.isPresent()
                ? Uni.createFrom().item(Decided.read(before.get(), type))
                : effect.get().call(decided -> keep(transaction, request, Decided.write(decided))));
    }

    /** The same for an effect whose answer shows a secret: of it only that it was done is kept, and no answer is given twice. */
    public <T> Uni<T> showingSecret(SqlConnection transaction, KeyedRequest request, Supplier<Uni<T>> effect) {
        return request == null ? effect.get() : before(transaction, request).flatMap(none -> effect.get())
                .call(() -> store.answer(transaction, request, StoredAnswer.of(IdempotencyKey.secretShown())))
                .invoke(request::settled);
    }

    /**
     * What an earlier request under the key decided; none: this one decides, and then says so to {@link #keep}. Fails with what
     * the caller is to be told where the key was answered, belongs to another request, or is being worked on.
     */
    public Uni<Optional<String>> before(SqlConnection transaction, KeyedRequest request) {
        request.begin();
        return store.turn(transaction, request).invoke(mine -> {
            if (!mine) {
                request.settled();
                throw IdempotencyKey.inUse();
            }
        }).flatMap(mine -> store.find(transaction, request)).map(found -> found.map(known -> {
            if (!known.request().equals(request.digest())) {
                throw takenBefore(request);
            }
            if (known.answer() != null) {
                request.replayed();
                throw new Replay(known.answer());
            }
            request.decided();
            return known.decided();
        }));
    }

    /** Keeps what was decided, as text, in the transaction of its effect. */
    public Uni<Void> keep(SqlConnection transaction, KeyedRequest request, String decided) {
        return store.decided(transaction, request, decided).invoke(request::decided);
    }

    /** What a request is told whose key another one has. */
    public static Problem takenBefore(KeyedRequest request) {
        request.settled();
        return IdempotencyKey.reused();
    }

    /** Names the merchant whose keys these are; operators have their own. */
    static String owner(Caller caller) {
        return caller.merchant() == null ? "" : caller.merchant();
    }
}
