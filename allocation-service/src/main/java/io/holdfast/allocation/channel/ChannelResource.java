package io.holdfast.allocation.channel;

import static io.holdfast.allocation.channel.KnownChannels.possible;

import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.allocation.rules.ChannelTerms;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /v1/channels}; codes in paths percent-encoded. */
@Path("/v1/channels")
@Produces("application/json")
class ChannelResource {

    private final CurrentCaller caller;
    private final Channels channels;
    private final ChannelStore store;
    private final Transactions transactions;
    private final Readiness readiness;

    ChannelResource(CurrentCaller caller, Channels channels, ChannelStore store, Transactions transactions, Readiness readiness) {
        this.caller = caller;
        this.channels = channels;
        this.store = store;
        this.transactions = transactions;
        this.readiness = readiness;
    }

    @POST
    @Operation(operationId = "createChannel", summary = "Creates a channel")
    public Uni<RestResponse<ChannelView>> create(@NotNull ChannelTerms request) {
        String merchant = caller.merchant();
        return channels.create(merchant, request).flatMap(applied -> answer(RestResponse.Status.CREATED, merchant, applied)
                .map(answer -> answer.header("Location", "/v1/channels/" + encoded(applied.result().terms().code())).build()));
    }

    /** In the order of their creation. */
    @GET
    @Operation(operationId = "listChannels", summary = "Channels")
    public Uni<Page<ChannelView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        Long after = Cursor.decode(cursor, Long::valueOf);
        int size = Cursor.limit(limit);
        String merchant = caller.merchant();
        return transactions.of(merchant, reading -> store.list(reading, merchant, after == null ? 0 : after, size))
                .map(found -> Page.of(found, size, Channel::position).map(channel -> ChannelView.of(channel, null, null)));
    }

    @GET
    @Path("{code}")
    @Operation(operationId = "getChannel", summary = "One channel")
    public Uni<RestResponse<ChannelView>> get(@RestPath String code) {
        String merchant = caller.merchant();
        String known = possible(code);
        return transactions.of(merchant, reading -> store.find(reading, merchant, known))
                .map(found -> found.orElseThrow(() -> Problem.notFound("channel", code)))
                .flatMap(channel -> answer(RestResponse.Status.OK, merchant, new Applied<>(channel, false)))
                .map(ResponseBuilder::build);
    }

    @PATCH
    @Path("{code}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeChannel", summary = "Changes a channel")
    @RequestBodySchema(ChannelTerms.class)
    public Uni<RestResponse<ChannelView>> patch(@RestPath String code, @RestHeader("If-Match") String ifMatch, String body) {
        String merchant = caller.merchant();
        return channels.patch(merchant, possible(code), ifMatch, body)
                .flatMap(applied -> answer(RestResponse.Status.OK, merchant, applied))
                .map(ResponseBuilder::build);
    }

    private Uni<ResponseBuilder<ChannelView>> answer(RestResponse.Status status, String merchant, Applied<Channel> applied) {
        Channel channel = applied.result();
        return readiness.of(merchant, channel.terms().code())
                .map(report -> ResponseBuilder.create(status, ChannelView.of(channel, report, applied.note())).header("ETag", ETags.of(channel.version())));
    }

    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
