package io.holdfast.stock.telling;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.counting.ItemStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/**
 * Tells the levels of all SKUs of a merchant again, for services that have lost what they knew. The events carry the versions
 * that the levels have: who knows them already drops them, and one that is overtaken meanwhile is dropped for the newer.
 */
@Path("/internal/levels/telling")
public class TellAgain {

    private static final int AT_ONCE = 500;

    private final Pool pool;
    private final ItemStore items;
    private final BookEvents events;
    private final Outbox outbox;
    private final CurrentCaller caller;

    TellAgain(Pool pool, ItemStore items, BookEvents events, Outbox outbox, CurrentCaller caller) {
        this.pool = pool;
        this.items = items;
        this.events = events;
        this.outbox = outbox;
        this.caller = caller;
    }

    /** How many SKUs were told. */
    public record Told(int skus) {}

    @POST
    public Uni<Told> tell() {
        return tellBehind(caller.merchant(), null, 0);
    }

    private Uni<Told> tellBehind(String merchant, String sku, int before) {
        return items.skus(merchant, sku, AT_ONCE).flatMap(skus -> {
            if (skus.isEmpty()) {
                return Uni.createFrom().item(new Told(before));
            }
            return items.read(merchant, skus).flatMap(this::write)
                    .flatMap(written -> tellBehind(merchant, skus.get(skus.size() - 1), before + skus.size()));
        });
    }

    private Uni<Void> write(ItemStore.Snapshot snapshot) {
        List<Envelope> levels = snapshot.items().stream()
                .map(item -> events.levelChanged(item, snapshot.version(item), snapshot.asOf())).toList();
        return pool.withTransaction(transaction -> outbox.append(transaction, levels));
    }
}
