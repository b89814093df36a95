package io.holdfast.suite.torture.load;

import io.holdfast.suite.torture.history.History;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Places one order after the other, pays or cancels most of them, asks twice where the answer was lost, and brings units. */
final class Customer {

    private static final int TRIES = 3;
    /** Of a hundred. */
    private static final int TELLS_AGAIN = 10;
    private static final int MOST_LINES = 3;
    private static final int MOST_UNITS = 3;

    private final String name;
    private final Caller caller;
    private final History history;
    private final Random random;
    private final int deliveries;
    private int steps;

    /** @param deliveries of a hundred steps */
    Customer(String name, Caller caller, History history, long seed, int deliveries) {
        this.name = name;
        this.caller = caller;
        this.history = history;
        this.random = new Random(seed);
        this.deliveries = deliveries;
    }

    /** One order with all that follows, or a delivery; false if the first of it got no answer that says what became of it. */
    boolean step() {
        steps++;
        Reply.Kind first = random.nextInt(100) < deliveries ? deliver() : order();
        return first != Reply.Kind.UNKNOWN;
    }

    private Reply.Kind deliver() {
        Wish delivery = history.add(Wish.adjust(name + "-delivery-" + steps, lines()));
        Reply reply = insist(delivery, null);
        // Who brings units makes sure, too; under its Idempotency-Key it is the same delivery.
        return random.nextInt(100) < TELLS_AGAIN ? caller.ask(delivery, null).kind() : reply.kind();
    }

    private Reply.Kind order() {
        String reference = name + "-" + steps;
        Wish placed = history.add(Wish.place(reference, lines()));
        Reply reply = insist(placed, null);
        if (reply.kind() == Reply.Kind.DONE) {
            follow(reference, reply.said());
        }
        return reply.kind();
    }

    private void follow(String reference, String orderId) {
        int fate = random.nextInt(100);
        boolean pays = fate < 60;
        boolean cancels = fate >= 45 && fate < 85;
        if (pays) {
            // A payment that may still be on its way would be a late one after a cancellation, and take units again (R17).
            cancels &= pay(reference, orderId).kind() == Reply.Kind.DONE;
        }
        if (cancels) {
            insist(history.add(Wish.cancel("cancel-" + reference, reference)), orderId);
        }
    }

    private Reply pay(String reference, String orderId) {
        Wish payment = history.add(Wish.pay("pay-" + reference, reference));
        Reply reply = insist(payment, orderId);
        if (random.nextInt(100) < TELLS_AGAIN) {
            // Payment providers tell the same thing twice.
            reply = caller.ask(payment, orderId);
        }
        return reply;
    }

    private Reply insist(Wish wish, String orderId) {
        Reply reply = caller.ask(wish, orderId);
        for (int again = 1; again < TRIES && reply.kind() == Reply.Kind.UNKNOWN; again++) {
            reply = caller.ask(wish, orderId);
        }
        return reply;
    }

    private Map<String, Long> lines() {
        Map<String, Long> lines = new LinkedHashMap<>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_LINES) : 1;
        for (int i = 0; i < count; i++) {
            lines.put(TortureShop.SKUS.get(random.nextInt(TortureShop.SKUS.size())), 1L + random.nextInt(MOST_UNITS));
        }
        return lines;
    }
}
