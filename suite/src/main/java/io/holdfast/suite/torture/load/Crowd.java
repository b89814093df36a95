package io.holdfast.suite.torture.load;

import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.torture.history.History;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Customers at work, each on a thread of its own, until the shop closes. */
public final class Crowd implements AutoCloseable {

    /** Between two steps of a customer: the load is bounded, so that the machine shows the fault and not its own limit. */
    private static final long PAUSE_MILLIS = 20;
    private static final long NO_PAUSE = 0;
    /** Of a hundred steps, those that bring units. */
    private static final int SOME = 12;
    private static final int ALL = 100;
    /** After an answer that was none: who is not served does not ask as fast as a machine can. */
    private static final long LONG_PAUSE_MILLIS = 250;
    private static final int AT_ONCE = 8;
    private static final long GOING_HOME_SECONDS = 60;

    private final CountDownLatch closed = new CountDownLatch(1);
    /** Each step is a reader of it. */
    private final ReadWriteLock street = new ReentrantReadWriteLock();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final GatewayClient gateway;
    private final History history;
    private final long pauseMillis;

    /**
     * @param customers how many
     * @param seed what they want, and when, hangs on it and on how fast they are answered
     */
    public Crowd(GatewayClient gateway, History history, int customers, long seed) {
        this(gateway, history, customers, seed, "c", PAUSE_MILLIS, SOME);
    }

    private Crowd(GatewayClient gateway, History history, int customers, long seed, String name, long pauseMillis, int deliveries) {
        this.gateway = gateway;
        this.history = history;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < customers; i++) {
            Customer customer = new Customer(name + i, new Caller(gateway), history, seed + i, deliveries);
            Thread thread = new Thread(() -> shop(customer), "customer-" + i);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((died, reason) -> failure.compareAndSet(null, new IllegalStateException("A customer fell over", reason)));
            threads.add(thread);
            thread.start();
        }
    }

    /** More of them in the same shop, who don't pause between two steps: so the same units are wanted by several at the same moment. */
    public static Crowd rushing(TortureShop shop, int customers, long seed) {
        return new Crowd(shop.gateway(), shop.history(), customers, seed, "r", NO_PAUSE, SOME);
    }

    /** Some who bring units, and do nothing else. */
    public static Crowd bringing(TortureShop shop, int suppliers, long seed) {
        return new Crowd(shop.gateway(), shop.history(), suppliers, seed, "s", PAUSE_MILLIS, ALL);
    }

    private void shop(Customer customer) {
        try {
            boolean served = true;
            while (!closed.await(served ? pauseMillis : LONG_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                street.readLock().lock();
                try {
                    served = customer.step();
                } finally {
                    street.readLock().unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody begins anything until it has been done, and it begins when all have ended what they had begun. */
    public void whileAllWait(Runnable work) {
        street.writeLock().lock();
        try {
            work.run();
        } finally {
            street.writeLock().unlock();
        }
    }

    /** Nobody begins anything new; returns when everybody has heard, or given up waiting for, what they asked last. */
    @Override
    public void close() {
        closed.countDown();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOING_HOME_SECONDS);
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /**
     * Asks again for what nobody knows, now that all is well.
     *
     * @return how many got an answer at last
     */
    public int askAgain() {
        Caller caller = new Caller(gateway);
        Map<String, String> ids = new HashMap<>();
        history.wishes().stream().filter(wish -> wish.kind() == Wish.Kind.PLACE).forEach(wish -> wish.replies().stream()
                .filter(reply -> reply.kind() == Reply.Kind.DONE).findFirst().ifPresent(reply -> ids.put(wish.id(), reply.said())));
        List<Wish> open = history.open().stream().filter(wish -> wish.order() == null || wish.kind() == Wish.Kind.PLACE
                || ids.containsKey(wish.order())).toList();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            int settled = 0;
            for (Future<Reply> reply : threads.invokeAll(open.stream().map(wish -> again(caller, wish, ids.get(wish.order()))).toList())) {
                settled += reply.get().kind() == Reply.Kind.UNKNOWN ? 0 : 1;
            }
            return settled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A customer could not ask again", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Reply> again(Caller caller, Wish wish, String orderId) {
        return () -> caller.askAtLast(wish, orderId);
    }
}
