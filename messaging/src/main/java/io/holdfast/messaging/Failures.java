package io.holdfast.messaging;

import com.fasterxml.jackson.core.JacksonException;
import com.rabbitmq.client.ShutdownSignalException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Tells an outage, which passes if one waits, from a failure of the work itself, which doesn't. */
final class Failures {

    private static final int LONGEST_TEXT = 2_000;

    // Classes of SQLSTATE: connection, transaction rollback (deadlock, serialisation), resources, operator intervention.
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57");
    // Lock not available; read-only transaction, as right after a failover.
    private static final Set<String> PASSING_STATES = Set.of("55P03", "25006");

    private Failures() {}

    static boolean isOutage(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && state.length() == 5
                    && (PASSING_CLASSES.contains(state.substring(0, 2)) || PASSING_STATES.contains(state));
        }
        if (cause instanceof NoStackTraceThrowable) {
            // The client uses it for what it can't encode as well, which is a failure of the work.
            String message = String.valueOf(cause.getMessage());
            return message.equals("Timeout") || message.toLowerCase(Locale.ROOT).contains("closed");
        }
        return cause instanceof IOException && !(cause instanceof JacksonException) || cause instanceof TimeoutException || cause instanceof VertxException
                || cause instanceof ShutdownSignalException || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    /** One line for people, of bounded length, and without the NUL that PostgreSQL doesn't store. */
    static String text(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name
                : storable(name + ": " + cause.getMessage().lines().findFirst().orElse(""));
    }

    static String storable(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
