package io.holdfast.suite.torture;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at PostgreSQL all the time: connections that stay open, transactions that stay idle. */
final class Watch implements AutoCloseable {

    private static final long EVERY_MILLIS = 250;
    private static final String CONNECTIONS = """
            select datname, count(*), coalesce(max(extract(epoch from clock_timestamp() - state_change)) filter (where state like 'idle in transaction%'), 0)
            from pg_stat_activity where datname is not null and backend_type = 'client backend' and pid <> pg_backend_pid() group by datname""";

    /**
     * One look.
     *
     * @param connections by database
     * @param idleSeconds of the transaction that is idle for longest
     */
    record Look(Map<String, Long> connections, double idleSeconds) {}

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Suite suite;
    private final Map<String, Long> most = new TreeMap<>();
    private double longestIdle;

    Watch(Suite suite) {
        this.suite = suite;
        timer.scheduleWithFixedDelay(this::note, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void note() {
        try {
            note(now());
        } catch (IllegalStateException e) {
            // PostgreSQL is away, or full: that is what is being tried.
            System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "Nothing was seen", e);
        }
    }

    private synchronized void note(Look look) {
        look.connections().forEach((database, count) -> most.merge(database, count, Math::max));
        longestIdle = Math.max(longestIdle, look.idleSeconds());
    }

    /** How it is at this moment. */
    Look now() {
        Map<String, Long> connections = new TreeMap<>();
        double idle = new Database(suite.database("postgres")).rows(CONNECTIONS, row -> {
            connections.put(row.getString(1), row.getLong(2));
            return row.getDouble(3);
        }).stream().mapToDouble(seconds -> seconds).max().orElse(0);
        connections.remove("postgres");
        return new Look(connections, idle);
    }

    /** The most of each since the last time that this was asked. */
    synchronized Look worst() {
        Look worst = new Look(Map.copyOf(most), longestIdle);
        most.clear();
        longestIdle = 0;
        return worst;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
