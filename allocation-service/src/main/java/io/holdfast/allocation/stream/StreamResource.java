package io.holdfast.allocation.stream;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.channel.ChannelStore;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Told;
import io.holdfast.allocation.sellable.ToldStore;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /v1/availability/stream}. */
@Path("/v1/availability")
@Produces("application/json")
class StreamResource {

    private static final int RETRY_AFTER_SECONDS = 30;

    private final CurrentCaller caller;
    private final ChannelStore channels;
    private final ToldStore told;
    private final Readers readers;
    private final EventText text;
    private final Transactions transactions;

    StreamResource(CurrentCaller caller, ChannelStore channels, ToldStore told, Readers readers, EventText text, Transactions transactions) {
        this.caller = caller;
        this.channels = channels;
        this.told = told;
        this.readers = readers;
        this.text = text;
        this.transactions = transactions;
    }

    /**
     * Begins after {@code Last-Event-ID}; without one with what changes from now on, or, with {@code ?from=start}, with all
     * there is. Once the stream runs it belongs to its {@link Reader}, which writes and ends the response itself.
     */
    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "streamAvailability", summary = "What a channel may sell, as it changes")
    public Uni<Void> stream(@RestQuery String channel, @RestQuery String from, @RestHeader("Last-Event-ID") String lastEventId, RoutingContext exchange) {
        Long resumeAfter = check(channel, from, lastEventId);
        ChannelKey key = new ChannelKey(caller.merchant(), channel);
        Context context = Vertx.currentContext();
        return transactions.of(key.merchant(), reading -> channels.known(reading, key.merchant(), List.of(channel)).invoke(known -> {
            if (known.isEmpty()) {
                throw Problem.notFound("channel", channel);
            }
            if (!readers.hasRoomFor(key)) {
                throw Problem.tooMany("too-many-streams", "A channel may have up to " + Limits.STREAMS_PER_CHANNEL
                        + " streams open here. Close one of them, or share it.", RETRY_AFTER_SECONDS);
            }
        }).flatMap(known -> told.positions(reading, List.of(key))))
                .map(positions -> start(positions.getOrDefault(key, 0L), resumeAfter, from != null))
                .flatMap(start -> isHead(exchange) ? Reader.head(exchange) : readers.open(new Reader(UUID.randomUUID(), key, start, exchange, context,
                        position -> page(key, position), text::availability)))
                .onItem().transformToUni(opened -> Uni.createFrom().nothing());
    }

    /** Whoever asks for the head only would never take, nor end, a stream; and its connection is used again. */
    private static boolean isHead(RoutingContext exchange) {
        return exchange.request().method().equals(HttpMethod.HEAD);
    }

    private Uni<List<Told>> page(ChannelKey key, long position) {
        return transactions.of(key.merchant(), reading -> told.after(reading, key, position, Reader.PAGE));
    }

    /** A position that was never given is from another stream, or from a database that is no more: all is sent. */
    private static long start(long newest, Long resumeAfter, boolean fromStart) {
        if (resumeAfter != null) {
            return resumeAfter <= newest ? resumeAfter : 0;
        }
        return fromStart ? 0 : newest;
    }

    private static Long check(String channel, String from, String lastEventId) {
        Long resumeAfter = lastEventId == null || lastEventId.isBlank() ? null : position(lastEventId.strip());
        new Problem.Errors()
                .check(channel != null && holds(channel, Limits.CODE_CODE_POINTS), "?channel", rule(Limits.CODE_CODE_POINTS))
                .check(from == null || from.equals("start"), "?from", "must be \"start\", or left out")
                .check(resumeAfter == null || resumeAfter >= 0, "Last-Event-ID", "must be the id of an event of this stream")
                .throwIfAny();
        return resumeAfter;
    }

    /** Negative for what is none. */
    private static long position(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
