package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.torture.load.TortureShop;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The daily e-mail, while whoever sends it dies. */
final class Digests {

    private static final LocalTime SEND_AT = LocalTime.of(6, 0);
    private static final double PATIENCE_SECONDS = 45;
    /** A second copy would come as soon as the first. */
    private static final double LATE_SECONDS = 3;

    private Digests() {}

    static List<Fault> all() {
        return List.of(new Fault("kill-digest", "kill -9 of the notification service while the mail server is silent, at the hour of the digest",
                "one digest arrives, and no second (R63)", Digests::strike));
    }

    /** The clock of its database goes on to the next hour of sending, and stays there: going back would be another fault. */
    private static void strike(Field field) {
        TortureShop shop = TortureShop.open(field.suite(), "Torture digest");
        shop.runLow();
        Database database = field.database("notification");
        await(field, "alert", () -> database.number("select count(*) from alert where merchant = ? and cleared_at is null", shop.merchant()) > 0);
        Line mail = field.lines().between(Service.NOTIFICATION, "smtp");
        int tried = mail.accepted();
        mail.weather(Weather.HALF_OPEN);
        TestClock clock = TestClock.install(database.jdbc(), "postgres");
        LocalTime now = LocalTime.ofInstant(clock.now(), ZoneOffset.UTC);
        long ahead = Math.floorMod(SEND_AT.toSecondOfDay() - now.toSecondOfDay(), Duration.ofDays(1).toSeconds());
        clock.advance(Duration.ofSeconds(ahead + 5));
        await(field, "attempt to send the digest", () -> mail.accepted() > tried);
        field.suite().kill(Service.NOTIFICATION);
        field.expect(mails(field, shop) == 0, "a digest arrived through a line that is silent");
        mail.weather(Weather.CUT);
        mail.heal();
        field.suite().launch(Service.NOTIFICATION);
        field.suite().awaitReady();
        long began = System.nanoTime();
        await(field, "digest", () -> mails(field, shop) > 0);
        field.note("waited %.1f s for the digest once the service was back", (System.nanoTime() - began) / 1e9);
        field.pause(LATE_SECONDS);
        field.expect(mails(field, shop) <= 1, "%d copies of one digest arrived", mails(field, shop));
    }

    private static long mails(Field field, TortureShop shop) {
        return field.suite().mails().orElseThrow().stream().filter(mail -> mail.recipients().contains(shop.email())).count();
    }

    private static void await(Field field, String what, BooleanSupplier condition) {
        field.expect(field.await(condition, PATIENCE_SECONDS), "no %s within %.0f s", what, PATIENCE_SECONDS);
    }
}
