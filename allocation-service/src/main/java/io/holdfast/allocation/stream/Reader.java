package io.holdfast.allocation.stream;

import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Told;
import io.holdfast.allocation.sellable.ToldStore.Stretch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * One open stream. It reads a page from the table, and the next only when its caller has taken that one: a slow caller
 * holds a page in memory and nobody up, and what changed meanwhile reaches it once, as the newest value.
 * Everything happens on the context of its connection.
 */
final class Reader {

    private static final Logger LOG = Logger.getLogger(Reader.class);
    static final int PAGE = 100;
    /** A caller who has taken nothing for so many heartbeats is cut off; it resumes where it was. */
    private static final int SILENT_BEATS = 4;

    private final UUID id;
    private final ChannelKey channel;
    private final Context context;
    private final RoutingContext exchange;
    private final HttpServerResponse response;
    private final LongFunction<Uni<List<Told>>> pages;
    private final BiFunction<String, List<Told>, String> text;

    private volatile boolean waiting;
    private volatile long known;
    private volatile long sent;
    private boolean closed;
    private boolean wrote;
    private int silentBeats;
    private long remembered;

    /**
     * @param from the position after which it begins
     * @param pages what follows a position in the channel's stream
     */
    Reader(UUID id, ChannelKey channel, long from, RoutingContext exchange, Context context, LongFunction<Uni<List<Told>>> pages,
            BiFunction<String, List<Told>, String> text) {
        this.id = id;
        this.channel = channel;
        this.context = context;
        this.exchange = exchange;
        this.response = exchange.response();
        this.pages = pages;
        this.text = text;
        this.known = from;
        this.sent = from;
        this.remembered = from;
    }

    UUID id() {
        return id;
    }

    ChannelKey channel() {
        return channel;
    }

    void open(Consumer<Reader> onClose) {
        exchange.addEndHandler(ended -> close(onClose));
        if (response.closed()) {
            close(onClose);
            return;
        }
        begin(response).setChunked(true);
        write(EventText.opening(sent), this::read);
    }

    /** What a stream begins with, and no stream. */
    static Uni<Void> head(RoutingContext exchange) {
        return Uni.createFrom().completionStage(begin(exchange.response()).end().toCompletionStage());
    }

    private static HttpServerResponse begin(HttpServerResponse response) {
        return response.putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store")
                // Proxies that gather answers before they pass them on are asked not to.
                .putHeader("X-Accel-Buffering", "no");
    }

    private void close(Consumer<Reader> onClose) {
        if (!closed) {
            closed = true;
            onClose.accept(this);
        }
    }

    boolean isWaiting() {
        return waiting;
    }

    /** There may be something behind what it knows. */
    void wake(long newest) {
        context.runOnContext(now -> {
            if (waiting && !closed && newest > known) {
                waiting = false;
                known = newest;
                read();
            }
        });
    }

    /** The last position given in its stream as far as it has looked. */
    long known() {
        return known;
    }

    /** From time to time, from its replica. */
    void beat() {
        context.runOnContext(now -> {
            if (closed) {
                return;
            }
            if (!waiting) {
                cutOffIfSilent();
            } else if (!wrote) {
                waiting = false;
                write(EventText.heartbeat(), () -> waiting = true);
            }
            wrote = false;
        });
    }

    private void cutOffIfSilent() {
        silentBeats = wrote ? 0 : silentBeats + 1;
        if (silentBeats >= SILENT_BEATS) {
            LOG.infof("A stream of channel %s is cut off: its reader takes nothing", channel.channel());
            exchange.request().connection().close();
        }
    }

    /** Ends it in good order; its client connects again, to this replica or another. */
    void end() {
        context.runOnContext(now -> {
            if (!closed && !response.ended()) {
                response.end();
            }
        });
    }

    /** What has reached the caller since this was asked last; for one thread only. */
    Optional<Stretch> delivered() {
        long upTo = sent;
        if (upTo <= remembered) {
            return Optional.empty();
        }
        Stretch stretch = new Stretch(channel, remembered, upTo);
        remembered = upTo;
        return Optional.of(stretch);
    }

    private void read() {
        if (!closed) {
            pages.apply(sent).subscribe().with(found -> context.runOnContext(now -> send(found)),
                    failure -> context.runOnContext(now -> readLater(failure)));
        }
    }

    private void readLater(Throwable failure) {
        LOG.debugf("A stream has to wait for the database: %s", failure.getMessage());
        known = sent;
        waiting = true;
    }

    private void send(List<Told> found) {
        if (closed) {
            return;
        }
        if (found.isEmpty()) {
            waiting = true;
            return;
        }
        long last = found.get(found.size() - 1).position();
        write(text.apply(channel.channel(), found), () -> {
            sent = last;
            known = Math.max(known, last);
            if (found.size() < PAGE) {
                waiting = true;
            } else {
                read();
            }
        });
    }

    /** Goes on when the caller's side has room again. */
    private void write(String part, Runnable next) {
        response.write(part).onComplete(done -> context.runOnContext(now -> {
            if (done.failed()) {
                exchange.request().connection().close();
            } else if (!closed) {
                wrote = true;
                silentBeats = 0;
                next.run();
            }
        }));
    }
}
