package io.holdfast.suite.torture.fault;

import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.torture.load.TortureShop;
import io.holdfast.testkit.clock.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The clock of the stock database against everybody else's. */
final class Clocks {

    private static final int ORDERS = 50;
    private static final Duration APART = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(4);
    private static final Duration EARLY = Duration.ofSeconds(20);

    private Clocks() {}

    static void strike(Field field) {
        apart(field, "clock");
    }

    /** Reservations of some minutes, by a clock that is behind, and is then moved on to just before and just after their time. */
    static void apart(Field field, String name) {
        TestClock clock = TestClock.install(field.database("stock").jdbc(), "postgres");
        Instant began = clock.now();
        long real = System.nanoTime();
        clock.advance(APART.negated());
        try {
            // A shop of its own: the load's orders live for a day.
            TortureShop shop = TortureShop.open(field.suite(), "Torture " + name);
            for (int i = 0; i < ORDERS; i++) {
                place(shop.gateway(), name + "-" + i);
            }
            field.last();
            field.expect(count(shop, "UNPAID") == ORDERS, "reservations expired at once while the database's clock was behind");
            Instant first = deadline(field, shop, "min");
            Instant last = deadline(field, shop, "max");
            clock.advance(Duration.between(clock.now(), first.minus(EARLY)));
            field.pause(2);
            long held = count(shop, "UNPAID");
            boolean early = clock.now().isBefore(first);
            field.note(early ? "looked in time" : "this machine was too slow to look before the first deadline");
            field.expect(!early || held == ORDERS, "reservations expired before their time");
            clock.advance(Duration.between(clock.now(), last));
            field.pause(1);
            double open = field.database("stock").number("select count(*) from orders where merchant = ? and state = 'UNPAID'", shop.merchant());
            field.expect(open == 0, "%.0f reservations still held their units a second after their time", open);
            field.expect(count(shop, "EXPIRED") == ORDERS, "reservations did not read as expired after their time");
        } finally {
            // Never back, as clocks don't go, but to where it would be by now, so that later faults begin as usual.
            Duration behind = Duration.between(clock.now(), began.plusNanos(System.nanoTime() - real));
            clock.advance(behind.isNegative() ? Duration.ZERO : behind);
        }
    }

    /** The first or the last of the reservations' own. */
    private static Instant deadline(Field field, TortureShop shop, String which) {
        double seconds = field.database("stock").number("select extract(epoch from " + which + "(expires_at)) from orders where merchant = ?", shop.merchant());
        return Instant.ofEpochMilli((long) (seconds * 1_000));
    }

    private static void place(GatewayClient gateway, String reference) {
        gateway.call("POST", "/v1/orders", Map.of("channel", TortureShop.CHANNEL, "reference", reference, "expiresIn", LIFE.toString(),
                "lines", List.of(Map.of("sku", "MANY-0", "quantity", 1)))).orFail();
    }

    private static long count(TortureShop shop, String state) {
        return Pages.all(shop.gateway(), "/v1/orders?state=" + state).size();
    }
}
