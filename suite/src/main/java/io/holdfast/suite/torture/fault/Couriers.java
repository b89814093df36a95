package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.torture.load.TortureShop;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import java.time.Duration;
import java.util.List;

/** Services that die, or are cut off, with events in their hands: those who publish them, and those who apply them. */
final class Couriers {

    private static final String KNOWN = "select count(*) from sku where merchant = ? and available is not null";
    private static final String LOW = "select count(*) from alert where merchant = ? and cleared_at is null";
    private static final double PATIENCE_SECONDS = 45;
    private static final double TAKING_SECONDS = 2;
    private static final Duration LATE = Duration.ofMillis(150);
    private static final double MEANWHILE_SECONDS = 1.5;

    private Couriers() {}

    static List<Fault> all() {
        return List.of(
                new Fault("kill-listener", "kill -9 of the notification service, which has taken an event and can't reach its database",
                        "the event is delivered again and applied", field -> died(field, Service.NOTIFICATION, "postgres", "taken and not applied")),
                new Fault("kill-teller", "kill -9 of the stock service, which has published an event that the broker never heard",
                        "the event is published again", field -> died(field, Service.STOCK, "broker", "published and not heard")),
                new Fault("redelivery", "the lines to the broker slow, then cut, several times: acknowledgements and confirms are lost, so events come twice",
                        "each is applied once", Couriers::cutOff));
    }

    /**
     * In a shop of its own, where nothing happens after that event: a later one, which carries whole state, would make up
     * for it. And while nobody else does anything, whose events would be in its hands instead. What the silent line holds
     * back is lost when it is cut.
     */
    private static void died(Field field, Service courier, String to, String how) {
        TortureShop shop = TortureShop.open(field.suite(), "Torture " + courier.id());
        Database database = field.database("notification");
        field.expect(field.await(() -> database.number(KNOWN, shop.merchant()) == shop.skus(), PATIENCE_SECONDS), "the opening stock was not told");
        Line line = field.lines().between(courier, to);
        field.inQuiet(() -> {
            line.weather(Weather.HALF_OPEN);
            shop.runLow();
            field.pause(TAKING_SECONDS);
            field.suite().kill(courier);
            line.weather(Weather.CUT);
        });
        field.expect(database.number(LOW, shop.merchant()) == 0, "the event arrived over a line that is silent");
        line.heal();
        field.suite().launch(courier);
        field.suite().awaitReady();
        field.expect(field.await(() -> database.number(LOW, shop.merchant()) > 0, PATIENCE_SECONDS), "an event that was %s is lost", how);
    }

    private static void cutOff(Field field) {
        List<Line> lines = List.of(Service.STOCK, Service.ALLOCATION, Service.NOTIFICATION, Service.CATALOG).stream()
                .map(service -> field.lines().between(service, "broker")).toList();
        for (int times = 0; times < field.lengthened(6, 3); times++) {
            lines.forEach(line -> line.weather(Weather.delayed(LATE)));
            field.last(MEANWHILE_SECONDS);
            lines.forEach(line -> line.weather(Weather.CUT));
            lines.forEach(Line::heal);
            field.suite().awaitReady();
            field.last(MEANWHILE_SECONDS);
        }
    }
}
