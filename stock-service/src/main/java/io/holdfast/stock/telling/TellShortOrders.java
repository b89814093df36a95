package io.holdfast.stock.telling;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.telling.ShortOrderStore.Known;
import io.holdfast.stock.telling.ShortOrderStore.Part;
import io.holdfast.stock.telling.ShortOrderStore.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;

/**
 * Tells again of the orders of a merchant that are short or once were, for a service that has lost what it knew of them: an order
 * that it takes for short and is so no more must be heard of as well. The events carry the versions that the orders have.
 */
@Path("/internal/orders/telling")
public class TellShortOrders {

    private final Pool pool;
    private final ShortOrderStore store;
    private final BookEvents events;
    private final Outbox outbox;
    private final CurrentCaller caller;

    TellShortOrders(Pool pool, ShortOrderStore store, BookEvents events, Outbox outbox, CurrentCaller caller) {
        this.pool = pool;
        this.store = store;
        this.events = events;
        this.outbox = outbox;
        this.caller = caller;
    }

    /** How many orders were told of. */
    public record Told(int orders) {}

    @POST
    public Uni<Told> tell() {
        return tellBehind(caller.merchant(), Place.BEFORE_ALL, 0);
    }

    private Uni<Told> tellBehind(String merchant, Place place, int before) {
        return store.everShort(merchant, place).flatMap(part -> part.last() == null ? Uni.createFrom().item(new Told(before))
                : tell(merchant, part).flatMap(told -> tellBehind(merchant, part.last(), before + told)));
    }

    private Uni<Integer> tell(String merchant, Part part) {
        List<UUID> orders = part.orders();
        return orders.isEmpty() ? Uni.createFrom().item(0)
                : store.read(merchant, orders).flatMap(known -> write(known).replaceWith(known.size()));
    }

    private Uni<Void> write(List<Known> orders) {
        List<Envelope> told = orders.stream().map(one -> events.orderChanged(one.order(), one.version(), one.since())).toList();
        return pool.withTransaction(transaction -> outbox.append(transaction, told));
    }
}
