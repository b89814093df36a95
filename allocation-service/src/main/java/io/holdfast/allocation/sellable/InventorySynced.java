package io.holdfast.allocation.sellable;

import io.holdfast.allocation.readiness.Check;
import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether what last reached the channel is the newest there is, for every unarchived variant. */
@ApplicationScoped
class InventorySynced implements Check {

    private final Transactions transactions;
    private final ToldChannels told;

    InventorySynced(Transactions transactions, ToldChannels told) {
        this.transactions = transactions;
        this.told = told;
    }

    @Override
    public String name() {
        return Readiness.INVENTORY_SYNCED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return transactions.of(merchant, reading -> told.delivered(reading, merchant, channel)).map(count -> {
            long behind = count.variants() - count.current();
            String known = "Of " + count.variants() + " unarchived variants the newest sellable quantity of " + count.current() + " has reached the channel.";
            return new Outcome(behind, behind == 0 ? known : known + " A drift check tells the other " + behind + " again.");
        });
    }
}
