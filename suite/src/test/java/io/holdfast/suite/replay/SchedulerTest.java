package io.holdfast.suite.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.orders.Invoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private final List<String> startedOrders = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> settled = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> ended = new HashMap<>();

    @Test
    void ordersThatShareASkuGoInFileOrderAndOthersDoNotWait() {
        Scheduler scheduler = held(10);
        CompletableFuture<Void> done = scheduler.run(List.of(sale("1", "A"), sale("2", "A", "B"), sale("3", "B"), sale("4", "C")));
        assertEquals(List.of("1", "4"), startedOrders);
        settle("1");
        assertEquals(List.of("1", "4", "2"), startedOrders);
        settle("2");
        assertEquals(List.of("1", "4", "2", "3"), startedOrders);
        settle("3");
        settle("4");
        assertFalse(done.isDone(), "they are still being paid and shipped");
        List.of("1", "2", "3", "4").forEach(this::end);
        assertTrue(done.isDone());
    }

    @Test
    void noMoreThanAllowedRunAtOnce() {
        held(2).run(List.of(sale("1", "A"), sale("2", "B"), sale("3", "C")));
        assertEquals(List.of("1", "2"), startedOrders);
        settle("1");
        assertEquals(2, startedOrders.size(), "it is still being paid");
        end("1");
        assertEquals(List.of("1", "2", "3"), startedOrders);
    }

    @Test
    void takingBackWaitsUntilTheOrderHasGoneItsWholeWay() {
        Step.Sale sale = sale("1", "A");
        held(10).run(List.of(sale, new Step.TakeBack(new Invoice("C2", "c", Map.of("A", 1L)), List.of(sale), Set.of("A"))));
        settle("1");
        assertEquals(List.of("1"), startedOrders);
        end("1");
        assertEquals(List.of("1", "C2"), startedOrders);
    }

    @Test
    void aFailureEndsTheRun() {
        CompletableFuture<Void> done = held(10).run(List.of(sale("1", "A"), sale("2", "A")));
        settled.get("1").completeExceptionally(new IllegalStateException("no answer"));
        assertThrows(CompletionException.class, done::join);
        assertEquals(List.of("1"), startedOrders);
    }

    @Test
    void everySkuSeesItsOrdersInFileOrderUnderAnyTiming() {
        Random random = new Random(7);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String[] skus = random.ints(1 + random.nextInt(4), 0, 40).mapToObj(n -> "S" + n).distinct().toArray(String[]::new);
            steps.add(sale(String.valueOf(i), skus));
        }
        Map<String, List<Integer>> seen = new HashMap<>();
        Scheduler scheduler = new Scheduler(32, step -> {
            CompletableFuture<Void> placed = CompletableFuture.runAsync(() -> note(seen, step),
                    CompletableFuture.delayedExecutor(step.invoice().number().hashCode() % 3, TimeUnit.MILLISECONDS));
            return new Scheduler.Running(placed, placed);
        });
        scheduler.run(steps).join();
        assertEquals(3_000, seen.values().stream().flatMap(List::stream).distinct().count());
        seen.forEach((sku, order) -> assertEquals(order.stream().sorted().toList(), order, sku));
    }

    private static void note(Map<String, List<Integer>> seen, Step step) {
        synchronized (seen) {
            step.skus().forEach(sku -> seen.computeIfAbsent(sku, s -> new ArrayList<>()).add(Integer.valueOf(step.invoice().number())));
        }
    }

    private Scheduler held(int atOnce) {
        return new Scheduler(atOnce, step -> {
            String number = step.invoice().number();
            startedOrders.add(number);
            settled.put(number, new CompletableFuture<>());
            ended.put(number, new CompletableFuture<>());
            return new Scheduler.Running(settled.get(number), ended.get(number));
        });
    }

    private void settle(String number) {
        settled.get(number).complete(null);
    }

    private void end(String number) {
        ended.get(number).complete(null);
    }

    private static Step.Sale sale(String number, String... skus) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (String sku : skus) {
            units.put(sku, 1L);
        }
        return new Step.Sale(new Invoice(number, "c", units), SalesChannel.WEB, Fate.PAID);
    }
}
