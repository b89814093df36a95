package io.holdfast.suite.torture.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.torture.load.TortureShop;
import io.holdfast.testkit.clock.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clock of the stock database against everybody else's. */
final class Clocks {

    private static final int ORDERS = 50;
    private static final Duration APART = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(1);

    private Clocks() {}

    static void strike(Field field) {
        oneMinute(field, "clock");
    }

    /** Reservations of a minute, by a clock that is behind, and is then moved on to just before and just after their time. */
    static void oneMinute(Field field, String name) {
        TestClock clock = TestClock.install(field.database("stock").jdbc(), "postgres");
        clock.advance(APART.negated());
        try {
            // A shop of its own: the load's orders live for a day.
            TortureShop shop = TortureShop.open(field.suite(), "Torture " + name);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                ids.add(place(shop.gateway(), name + "-" + i));
            }
            field.last();
            field.expect(count(shop, ids, "UNPAID") == ORDERS, "reservations expired at once while the database's clock was behind");
            clock.advance(LIFE.minusSeconds(20));
            field.pause(2);
            field.expect(count(shop, ids, "UNPAID") == ORDERS, "reservations expired before their time");
            clock.advance(Duration.ofSeconds(20));
            field.pause(1);
            double open = field.database("stock").number("select count(*) from orders where merchant = ? and state = 'UNPAID'", shop.merchant());
            field.expect(open == 0, "%.0f reservations still held their units a second after their time", open);
            field.expect(count(shop, ids, "EXPIRED") == ORDERS, "reservations did not read as expired after their time");
        } finally {
            // Catches up with the others, so that later faults begin as usual.
            clock.advance(APART.minus(LIFE));
        }
    }

    private static String place(GatewayClient gateway, String reference) {
        return gateway.call("POST", "/v1/orders", Map.of("channel", TortureShop.CHANNEL, "reference", reference, "expiresIn", LIFE.toString(),
                "lines", List.of(Map.of("sku", "MANY-0", "quantity", 1)))).orFail().body().path("id").asText();
    }

    private static long count(TortureShop shop, List<String> ids, String state) {
        return ids.stream().map(id -> shop.gateway().get("/v1/orders/" + id).orFail().body()).map(body -> body.path("state"))
                .filter(found -> found.asText().equals(state)).map(JsonNode::asText).count();
    }
}
