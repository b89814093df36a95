package io.holdfast.suite.torture.fault;

import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;

/** Being ready is one thing; that customers are served again is another. */
final class Recovery {

    /** So many are to be answered with success; the first may have been on their way before it was healed. */
    private static final long ENOUGH = 10;

    private Recovery() {}

    /** Waits until orders are accepted again while the load goes on; it is a finding if that takes longer. */
    static void expect(Field field, double atMostSeconds) {
        long before = placed(field);
        long began = System.nanoTime();
        boolean served = field.await(() -> placed(field) >= before + ENOUGH, atMostSeconds);
        double seconds = (System.nanoTime() - began) / 1e9;
        field.note("waited %.1f s for orders to be accepted", seconds);
        field.expect(served, "no orders were accepted for %.0f s after it was healed", seconds);
    }

    private static long placed(Field field) {
        return field.shop().history().wishes().stream().filter(wish -> wish.kind() == Wish.Kind.PLACE && wish.outcome() == Reply.Kind.DONE).count();
    }
}
