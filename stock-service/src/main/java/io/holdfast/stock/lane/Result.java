package io.holdfast.stock.lane;

import io.holdfast.stock.ledger.Outcome;
import java.util.concurrent.CompletableFuture;

/** How one command of a batch ended: with an outcome, or, where not even a decision was possible, with a failure. */
record Result(Outcome outcome, Throwable failure) {

    void complete(CompletableFuture<Outcome> answer) {
        if (failure == null) {
            answer.complete(outcome);
        } else {
            answer.completeExceptionally(failure);
        }
    }
}
