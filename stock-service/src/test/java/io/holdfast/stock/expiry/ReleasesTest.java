package io.holdfast.stock.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReleasesTest {

    private static final Outcome OUTCOME = Outcome.refused(new Refusal.NotOverTheCounter("x"));
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final List<CompletableFuture<Outcome>> asked = new ArrayList<>();
    private final ExpireOrder due = new ExpireOrder("m", UUID.randomUUID());

    private Uni<Outcome> submit(Command command, String sku) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        asked.add(answer);
        return Uni.createFrom().completionStage(answer);
    }

    @Test
    @DisplayName("R15 a release that takes long is not asked for again while it is under way, and is once it has failed")
    void asked_for_once() {
        Releases releases = new Releases(this::submit, Duration.ofMillis(20));
        assertFalse(releases.release(due, "TEA").await().atMost(LONG_ENOUGH));
        assertFalse(releases.release(due, "TEA").await().atMost(LONG_ENOUGH));
        assertEquals(1, asked.size());
        asked.get(0).completeExceptionally(new IllegalStateException("away"));
        assertFalse(releases.release(due, "TEA").await().atMost(LONG_ENOUGH));
        assertEquals(2, asked.size());
    }

    @Test
    @DisplayName("R15 a release that is done may be asked for again, as if it had never been")
    void done() {
        Releases releases = new Releases(this::submit, LONG_ENOUGH);
        CompletableFuture<Boolean> first = releases.release(due, "TEA").subscribeAsCompletionStage();
        asked.get(0).complete(OUTCOME);
        assertTrue(first.join());
        releases.release(due, "TEA").subscribeAsCompletionStage();
        assertEquals(2, asked.size());
    }
}
