package io.holdfast.allocation.channel;

import io.holdfast.allocation.rules.ChannelTerms;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/channels}; codes in paths percent-encoded. */
@Path("/v1/channels")
class ChannelResource {

    private final CurrentCaller caller;
    private final Channels channels;
    private final ChannelStore store;
    private final Pool pool;

    ChannelResource(CurrentCaller caller, Channels channels, ChannelStore store, Pool pool) {
        this.caller = caller;
        this.channels = channels;
        this.store = store;
        this.pool = pool;
    }

    @POST
    public Uni<RestResponse<ChannelView>> create(@NotNull ChannelTerms request) {
        return channels.create(caller.merchant(), request).map(applied -> answer(RestResponse.Status.CREATED, applied)
                .header("Location", "/v1/channels/" + encoded(applied.result().terms().code())).build());
    }

    /** In the order of their creation. */
    @GET
    public Uni<Page<ChannelView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        Long after = Cursor.decode(cursor, Long::valueOf);
        int size = Cursor.limit(limit);
        return store.list(pool, caller.merchant(), after == null ? 0 : after, size)
                .map(found -> Page.of(found, size, Channel::position).map(channel -> ChannelView.of(channel, null)));
    }

    @GET
    @Path("{code}")
    public Uni<RestResponse<ChannelView>> get(@RestPath String code) {
        return store.find(pool, caller.merchant(), possible(code))
                .map(found -> found.orElseThrow(() -> Problem.notFound("channel", code)))
                .map(channel -> answer(RestResponse.Status.OK, new Applied<>(channel, false)).build());
    }

    @PATCH
    @Path("{code}")
    @Consumes({"application/json", "application/merge-patch+json"})
    public Uni<RestResponse<ChannelView>> patch(@RestPath String code, @RestHeader("If-Match") String ifMatch, String body) {
        return channels.patch(caller.merchant(), possible(code), ifMatch, body)
                .map(applied -> answer(RestResponse.Status.OK, applied).build());
    }

    private static ResponseBuilder<ChannelView> answer(RestResponse.Status status, Applied<Channel> applied) {
        return ResponseBuilder.create(status, ChannelView.of(applied.result(), applied.note()))
                .header("ETag", ETags.of(applied.result().version()));
    }

    /** What no code can be, no channel has. */
    private static String possible(String code) {
        if (!PrintableText.holds(code, Limits.CODE_CODE_POINTS)) {
            throw Problem.notFound("channel", code);
        }
        return code;
    }

    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
