package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.torture.load.Crowd;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Signals;
import io.holdfast.testkit.fault.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Processes that end without a word. */
final class Killings {

    private static final String NOTHING_LOST = "nothing that was answered is lost, nothing is done twice (R82)";
    private static final int SUPPLIERS = 12;
    private static final Duration SLOW = Duration.ofMillis(30);
    private static final double RECOVERING_SECONDS = 60;
    private static final String BACKENDS = "select pid from pg_stat_activity where datname = 'stock' and pid <> pg_backend_pid()";

    private Killings() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        Arrays.stream(Service.values()).forEach(service -> faults.add(new Fault("kill-" + service.id(),
                "kill -9 of " + service.module() + ", twice, each time started again", NOTHING_LOST, field -> killService(field, service))));
        faults.add(new Fault("kill-keyed", "kill -9 of the stock service, twice, while its line to PostgreSQL is slow and " + SUPPLIERS
                + " suppliers bring units under an Idempotency-Key", "each delivery is done once, however often it is asked for (R82)", Killings::killKeyed));
        faults.add(new Fault("kill-postgres", "kill -9 of the PostgreSQL server, started again", NOTHING_LOST, Killings::killPostgres));
        faults.add(new Fault("kill-backend", "kill -9 of a connection of the stock service in PostgreSQL, three times", NOTHING_LOST, Killings::killBackends));
        faults.add(new Fault("restart-postgres", "PostgreSQL stopped and started again", NOTHING_LOST, Killings::restartPostgres));
        faults.add(new Fault("kill-broker", "kill -9 of the broker, twice, each time started again", NOTHING_LOST, field -> {
            killBroker(field, field.lengthened(3, 1));
            field.last();
            killBroker(field, field.lengthened(3, 1));
        }));
        faults.add(new Fault("broker-away", "the broker away for a minute (10 s if short)",
                "orders are accepted meanwhile, and the outbox drains afterwards", Killings::brokerAway));
        return faults;
    }

    private static void killService(Field field, Service service) {
        for (int times = 0; times < 2; times++) {
            field.suite().kill(service);
            field.last(field.lengthened(2, 1));
            long began = System.nanoTime();
            field.suite().launch(service);
            field.suite().awaitReady();
            field.note("ready %.1f s after it was started again", (System.nanoTime() - began) / 1e9);
            field.last(field.lengthened(3, 1));
        }
    }

    /** Over a slow line most of the time passes between one statement and the next, and so that is where it dies. */
    private static void killKeyed(Field field) {
        Line line = field.lines().between(Service.STOCK, "postgres");
        try (Crowd suppliers = Crowd.bringing(field.shop(), SUPPLIERS, field.random().nextLong())) {
            for (int times = 0; times < 2; times++) {
                line.weather(Weather.delayed(SLOW));
                field.last();
                field.suite().kill(Service.STOCK);
                line.heal();
                field.suite().launch(Service.STOCK);
                field.suite().awaitReady();
                field.last();
            }
        }
    }

    private static void killPostgres(Field field) {
        field.suite().killPostgres();
        field.last(field.lengthened(3, 1));
        back(field);
    }

    private static void restartPostgres(Field field) {
        back(field);
    }

    private static void back(Field field) {
        field.suite().restartPostgres();
        long began = System.nanoTime();
        field.suite().awaitReady();
        field.note("ready %.1f s after PostgreSQL was back", (System.nanoTime() - began) / 1e9);
    }

    private static void killBackends(Field field) {
        for (int times = 0; times < 3; times++) {
            List<String> backends = backends(field);
            Signals.kill(Long.parseLong(backends.get(field.random().nextInt(backends.size()))));
            long began = System.nanoTime();
            // PostgreSQL ends all its connections then, and recovers by itself.
            field.pause(0.2);
            field.suite().awaitReady();
            field.note("ready again after %.1f s", (System.nanoTime() - began) / 1e9);
            field.last(field.lengthened(3, 1));
        }
    }

    /** Those of the stock service; asked until PostgreSQL, which may still be recovering from the last, answers, and has any again. */
    private static List<String> backends(Field field) {
        AtomicReference<List<String>> found = new AtomicReference<>(List.of());
        boolean any = field.await(() -> {
            found.set(asked(field));
            return !found.get().isEmpty();
        }, RECOVERING_SECONDS);
        if (!any) {
            throw new IllegalStateException("The stock service has no connection to PostgreSQL");
        }
        return found.get();
    }

    private static List<String> asked(Field field) {
        try {
            return field.database("postgres").texts(BACKENDS);
        } catch (IllegalStateException recovering) {
            return List.of();
        }
    }

    private static void killBroker(Field field, int seconds) {
        field.suite().killBroker();
        field.last(seconds);
        field.suite().launchBroker();
    }

    private static void brokerAway(Field field) {
        long before = orders(field);
        field.suite().killBroker();
        field.pause(field.lengthened(60, 10));
        long during = orders(field) - before;
        double waiting = field.database("stock").number("select count(*) from outbox");
        field.suite().launchBroker();
        field.note("%d orders were placed meanwhile, %.0f rows waited in the outbox of stock", during, waiting);
        field.expect(during > 0, "no order was accepted while the broker was away");
    }

    private static long orders(Field field) {
        return (long) field.database("stock").number("select count(*) from orders where merchant = ?", field.shop().merchant());
    }
}
