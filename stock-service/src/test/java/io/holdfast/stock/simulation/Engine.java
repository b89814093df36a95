package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import java.time.Instant;

/** What decides commands: the ledger in memory, or the whole engine on its database. */
interface Engine {

    void learn(Fact fact);

    /** Time goes on to that moment, and stands there. */
    void moveTo(Instant now);

    Outcome decide(Command command);

    View view(String merchant);
}
