package io.holdfast.gateway.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.door.ServiceGuard.CallersDoing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

@GatewayTest
class ServiceGuardTest {

    private static final Supplier<Future<String>> UP = () -> Future.succeededFuture("up");
    private static final Supplier<Future<String>> DOWN = () -> Future.failedFuture(new ConnectException("refused"));

    @Inject
    Vertx vertx;

    private Future<String> call(ServiceGuard guard, Supplier<Future<String>> call) {
        Promise<String> outcome = Promise.promise();
        vertx.getOrCreateContext().runOnContext(ignored -> guard.call(call).onComplete(outcome));
        return outcome.future();
    }

    private Throwable failure(ServiceGuard guard, Supplier<Future<String>> call) {
        Future<String> outcome = call(guard, call);
        await().until(outcome::isComplete);
        return outcome.cause();
    }

    @Test
    void aServiceThatIsDownIsLeftAloneAndTriedAgain() {
        ServiceGuard guard = new ServiceGuard("stock", 100);
        AtomicInteger asked = new AtomicInteger();
        Supplier<Future<String>> down = () -> {
            asked.incrementAndGet();
            return DOWN.get();
        };
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(ConnectException.class, failure(guard, down));
        }
        assertInstanceOf(CircuitBreakerOpenException.class, failure(guard, down));
        assertEquals(20, asked.get());
        await().atMost(Duration.ofSeconds(5)).until(() -> failure(guard, UP) == null);
        for (int i = 0; i < 5; i++) {
            assertEquals(null, failure(guard, UP));
        }
    }

    @Test
    void aFewFailuresAmongManyAnswersChangeNothing() {
        ServiceGuard guard = new ServiceGuard("stock", 100);
        for (int i = 0; i < 100; i++) {
            Throwable failure = failure(guard, i % 3 == 0 ? DOWN : UP);
            assertTrue(failure == null || failure instanceof ConnectException, () -> "" + failure);
        }
    }

    @Test
    void callersWhoHangUpSayNothingAboutTheService() {
        ServiceGuard guard = new ServiceGuard("stock", 100);
        for (int i = 0; i < 50; i++) {
            assertInstanceOf(CallersDoing.class, failure(guard, () -> Future.failedFuture(new CallersDoing(new ConnectException("gone")))));
        }
        assertEquals(null, failure(guard, UP));
    }

    @Test
    void moreCallsThanItCanTakeAreRefusedAtOnceAndOpenNothing() throws Exception {
        ServiceGuard guard = new ServiceGuard("stock", 3);
        Promise<String> answer = Promise.promise();
        List<Future<String>> underWay = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            underWay.add(call(guard, answer::future));
        }
        // One more may wait for its turn; the library asks for a queue.
        Future<String> waiting = call(guard, UP);
        for (int i = 0; i < 30; i++) {
            assertInstanceOf(BulkheadException.class, failure(guard, UP));
        }
        answer.complete("late");
        for (Future<String> call : underWay) {
            assertEquals("late", call.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
        }
        assertEquals("up", waiting.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
        assertEquals(null, failure(guard, UP));
    }
}
