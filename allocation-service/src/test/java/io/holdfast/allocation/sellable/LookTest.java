package io.holdfast.allocation.sellable;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    @DisplayName("R80 what a request gives the hint to is not done as that request, nor is what follows it")
    void aHintLeavesTheRequestBehind() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            BlockingQueue<Boolean> asRequest = new LinkedBlockingQueue<>();
            Look look = new Look(vertx, Duration.ofMillis(20), () -> {
                Context context = Vertx.currentContext();
                asRequest.add(context != null && context.getLocal("request") != null);
                return Uni.createFrom().item(false);
            });
            look.start();
            asRequest.take();
            ContextInternal request = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
            request.putLocal("request", true);
            for (int i = 0; i < 20; i++) {
                request.runOnContext(now -> look.hint());
                assertFalse(asRequest.poll(5, TimeUnit.SECONDS));
            }
            look.stop();
        } finally {
            vertx.close();
        }
    }
}
