package io.holdfast.service.database;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out a line that says nothing. Where the pool can't get a connection it fails the statement at once, forgets the timer that
 * would have failed it later, and complains 30 seconds on that the statement has failed already (eclipse-vertx/vertx-sql-client#1706):
 * one stack trace for each statement of an outage, long after it. The failure itself was told to whoever asked.
 */
public final class PoolTimerNoise implements Filter {

    private static final String COMPLAINT = "Result is already complete";
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord line) {
        return !isNoise(line.getThrown());
    }

    /** Only right out of the pool: the same complaint from anywhere else is somebody's mistake. */
    private static boolean isNoise(Throwable thrown) {
        if (!(thrown instanceof IllegalStateException) || !COMPLAINT.equals(thrown.getMessage())) {
            return false;
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length > 1 && frames[1].getClassName().equals(POOL) && frames[1].getMethodName().startsWith("lambda$execute$");
    }
}
