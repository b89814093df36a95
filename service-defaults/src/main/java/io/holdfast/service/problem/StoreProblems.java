package io.holdfast.service.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Failures below a service that are not its own mistake: a part that is away, or text that no database can keep. */
final class StoreProblems {

    private static final int RETRY_AFTER_SECONDS = 2;
    /** Classes of SQLSTATE: connection lost, out of resources, shutting down. */
    private static final Set<String> AWAY = Set.of("08", "53", "57");
    /** Deadlock and serialisation failure: the same request may well succeed. */
    private static final Set<String> CONTENDED = Set.of("40001", "40P01");
    /** A NUL or half a surrogate pair in a text. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private StoreProblems() {}

    static Optional<Problem> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres) {
                return ofState(postgres.getSqlState());
            }
            if (cause instanceof SocketException || cause instanceof ClosedChannelException || cause instanceof TimeoutException
                    || cause instanceof ClosedConnectionException || cause instanceof HttpClosedException) {
                return Optional.of(away());
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofState(String state) {
        if (state == null) {
            return Optional.empty();
        }
        if (UNSTORABLE.contains(state)) {
            return Optional.of(Problem.invalid("", "holds a character that no text may hold, e.g. NUL"));
        }
        return CONTENDED.contains(state) || AWAY.contains(state.substring(0, 2)) ? Optional.of(away()) : Optional.empty();
    }

    private static Problem away() {
        return Problem.unavailable("A part that is needed for this can't be reached at the moment.", RETRY_AFTER_SECONDS);
    }
}
