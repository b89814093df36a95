package io.holdfast.stock.book;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderCommand;
import io.holdfast.stock.ledger.OrderEvent;
import io.holdfast.stock.ledger.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch answered and stores, so that the same question gets the same answer. */
final class Answers {

    private final Map<OrderEvent.Key, Order> events = new HashMap<>();
    private final Map<AdjustStock, Outcome.Adjusted> adjustments;

    /** @param adjustments those that the batch made; one that was asked again is stored already */
    Answers(List<? extends Command> commands, List<Outcome> outcomes, Map<AdjustStock, Outcome.Adjusted> adjustments) {
        this.adjustments = adjustments;
        for (int i = 0; i < commands.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (commands.get(i) instanceof OrderCommand event && outcome instanceof Outcome.Done done && !done.repeated()) {
                events.put(event.event(), done.order());
            }
        }
    }

    /** The stored answer, or null for an event that nobody sends. */
    String toEvent(OrderEvent event) {
        Order answer = events.get(event.key());
        return answer == null ? null : LedgerJson.write(answer);
    }

    Set<AdjustStock> adjustments() {
        return adjustments.keySet();
    }

    String toAdjustment(AdjustStock adjustment) {
        return LedgerJson.write(new ArrayList<>(adjustments.get(adjustment).results()));
    }
}
