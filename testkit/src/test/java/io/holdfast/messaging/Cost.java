package io.holdfast.messaging;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Processor time used so far, by who used it. */
record Cost(long wallNanos, Duration service, Duration relay, Duration database, Duration broker) {

    /** @param backend any process of the database server */
    static Cost now(ProcessHandle backend, ProcessHandle broker) {
        ProcessHandle server = backend.parent().orElse(backend);
        return new Cost(System.nanoTime(), own(), relays(), used(server), used(broker));
    }

    private static Duration own() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    private static Duration relays() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("holdfast-relay"))
                .map(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.getThreadId()))).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** One line: how fast since then, and milliseconds of one core for 1,000 events. */
    String since(Cost then, int events) {
        double seconds = (wallNanos - then.wallNanos) / 1e9;
        return "%,8.0f events/s; CPU ms per 1,000 events: service %6.1f (of it the relay %4.1f), database %6.1f, broker %6.1f".formatted(events / seconds,
                each(service.minus(then.service), events), each(relay.minus(then.relay), events), each(database.minus(then.database), events), each(broker.minus(then.broker), events));
    }

    private static double each(Duration spent, int events) {
        return spent.toNanos() / 1e3 / events;
    }
}
