package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.torture.load.TortureShop;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import java.util.List;

/** A service that dies with an event in its hands. */
final class Listeners {

    private static final String KNOWN = "select count(*) from sku where merchant = ? and available is not null";
    private static final String LOW = "select count(*) from alert where merchant = ? and cleared_at is null";
    private static final double PATIENCE_SECONDS = 45;
    private static final double TAKING_SECONDS = 2;

    private Listeners() {}

    static List<Fault> all() {
        return List.of(new Fault("kill-listener", "kill -9 of the notification service, which has taken an event and can't reach its database",
                "the event is delivered again and applied", Listeners::strike));
    }

    /** In a shop of its own, where nothing happens after that event: a later one, which carries whole state, would make up for it. */
    private static void strike(Field field) {
        TortureShop shop = TortureShop.open(field.suite(), "Torture listener");
        Database database = field.database("notification");
        field.expect(field.await(() -> database.number(KNOWN, shop.merchant()) == shop.skus(), PATIENCE_SECONDS), "the opening stock was not told");
        Line line = field.lines().between(Service.NOTIFICATION, "postgres");
        line.weather(Weather.HALF_OPEN);
        shop.runLow();
        field.pause(TAKING_SECONDS);
        field.suite().kill(Service.NOTIFICATION);
        line.weather(Weather.CUT);
        field.expect(database.number(LOW, shop.merchant()) == 0, "the event was applied over a line that is silent");
        line.heal();
        field.suite().launch(Service.NOTIFICATION);
        field.suite().awaitReady();
        field.expect(field.await(() -> database.number(LOW, shop.merchant()) > 0, PATIENCE_SECONDS), "an event that was taken and not applied is lost");
    }
}
