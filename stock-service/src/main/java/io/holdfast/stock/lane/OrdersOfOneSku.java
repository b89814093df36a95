package io.holdfast.stock.lane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import java.util.UUID;

/** Of the orders that passed here lately, those with one SKU: what happens to them next waits with that SKU's other commands. */
final class OrdersOfOneSku {

    private static final int REMEMBERED = 50_000;

    private final Cache<UUID, String> skus = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    void learn(Outcome outcome) {
        if (outcome instanceof Outcome.Done done && done.order().lines().size() == 1) {
            skus.put(done.order().id(), done.order().lines().get(0).sku());
        }
    }

    /** Null where the command is about no order, or about one of which that is not known. */
    String skuOf(Command command) {
        return command.order() == null ? null : skus.getIfPresent(command.order());
    }
}
