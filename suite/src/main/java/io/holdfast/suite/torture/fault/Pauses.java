package io.holdfast.suite.torture.fault;

import io.holdfast.testkit.fault.Signals;
import java.util.ArrayList;
import java.util.List;

/** Processes that are frozen and go on as if nothing had been: a long garbage collection, a machine that was suspended. */
final class Pauses {

    private static final double RECOVERY_SECONDS = 20;
    private static final String PROMISE = "who waited is answered or may ask again; it works again by itself";

    private Pauses() {}

    static List<Fault> all() {
        return List.of(new Fault("freeze-stock", "SIGSTOP of the stock service for seconds", PROMISE, field ->
                        frozen(field, List.of(field.suite().processes().get("stock")))),
                new Fault("freeze-postgres", "SIGSTOP of PostgreSQL and all its connections for seconds", PROMISE, field ->
                        frozen(field, postgres(field))),
                new Fault("freeze-broker", "SIGSTOP of the broker for seconds", PROMISE, field ->
                        frozen(field, List.of(field.suite().processes().get("broker")))));
    }

    private static List<Long> postgres(Field field) {
        long server = field.suite().processes().get("postgres");
        List<Long> all = new ArrayList<>(List.of(server));
        ProcessHandle.of(server).ifPresent(handle -> handle.children().forEach(child -> all.add(child.pid())));
        return all;
    }

    private static void frozen(Field field, List<Long> processes) {
        processes.forEach(Pauses::freeze);
        try {
            field.last(field.lengthened(10, 4));
        } finally {
            processes.forEach(Pauses::thaw);
        }
        field.suite().awaitReady();
        Recovery.expect(field, RECOVERY_SECONDS);
    }

    private static void freeze(long pid) {
        onlyIfThere(pid, Signals::freeze);
    }

    private static void thaw(long pid) {
        onlyIfThere(pid, Signals::thaw);
    }

    /** Connections of PostgreSQL come and go. */
    private static void onlyIfThere(long pid, java.util.function.LongConsumer signal) {
        try {
            signal.accept(pid);
        } catch (IllegalStateException e) {
            if (ProcessHandle.of(pid).isPresent()) {
                throw e;
            }
        }
    }
}
