package io.holdfast.allocation.drift;

import io.holdfast.allocation.channel.ChannelStore;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.service.Detached;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /v1/channels/{code}/drift}. */
@Path("/v1/channels")
@Produces("application/json")
class DriftResource {

    private final CurrentCaller caller;
    private final ChannelStore channels;
    private final DriftCheck check;
    private final DriftStore store;
    private final Transactions transactions;

    DriftResource(CurrentCaller caller, ChannelStore channels, DriftCheck check, DriftStore store, Transactions transactions) {
        this.caller = caller;
        this.channels = channels;
        this.check = check;
        this.store = store;
        this.transactions = transactions;
    }

    /** Compares now; a caller that hangs up finds the report in the list. */
    @POST
    @Path("{code}/drift")
    @Operation(operationId = "checkDrift", summary = "Compares what a channel was told with what is true")
    public Uni<DriftReport> check(@RestPath String code) {
        return channel(code).flatMap(channel -> Detached.run(check.check(channel, "REQUEST")));
    }

    /** The newest first. */
    @GET
    @Path("{code}/drift")
    @Operation(operationId = "listDriftReports", summary = "Earlier comparisons")
    public Uni<Page<DriftReport>> list(@RestPath String code, @RestQuery Integer limit, @RestQuery String cursor) {
        int size = Cursor.limit(limit);
        UUID before = Cursor.decode(cursor, UUID::fromString);
        return channel(code).flatMap(channel -> transactions.of(channel.merchant(), reading -> store.list(reading, channel, before, size)))
                .map(found -> Page.of(found, size, DriftReport::id));
    }

    @GET
    @Path("{code}/drift/{id}")
    @Operation(operationId = "getDriftReport", summary = "One comparison")
    public Uni<DriftReport> get(@RestPath String code, @RestPath String id) {
        return channel(code).flatMap(channel -> transactions.of(channel.merchant(), reading -> store.find(reading, channel, id(id))))
                .map(found -> found.orElseThrow(() -> Problem.notFound("drift report", id)));
    }

    private Uni<ChannelKey> channel(String code) {
        if (!PrintableText.holds(code, Limits.CODE_CODE_POINTS)) {
            throw Problem.notFound("channel", code);
        }
        ChannelKey key = new ChannelKey(caller.merchant(), code);
        return transactions.of(key.merchant(), reading -> channels.known(reading, key.merchant(), List.of(code))).map(known -> {
            if (known.isEmpty()) {
                throw Problem.notFound("channel", code);
            }
            return key;
        });
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("drift report", text);
        }
    }
}
