package io.holdfast.gateway.key;

import io.holdfast.service.Detached;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** A merchant's keys over HTTP: {@code /v1/keys}. Who may call what stands in the door's table. */
@Path("/v1/keys")
@Produces("application/json")
class KeyResource {

    private final CurrentCaller caller;
    private final Keys keys;
    private final KeptKeyStore kept;
    private final Pool pool;

    KeyResource(CurrentCaller caller, Keys keys, KeptKeyStore kept, Pool pool) {
        this.caller = caller;
        this.keys = keys;
        this.kept = kept;
        this.pool = pool;
    }

    @POST
    @Operation(operationId = "createKey", summary = "Makes a key")
    public Uni<RestResponse<KeyView>> create(@NotNull KeyEntry wish) {
        return Detached.run(keys.create(wish.checked(caller.merchant())))
                .map(view -> ResponseBuilder.create(Status.CREATED, view).header("Location", "/v1/keys/" + view.id()).build());
    }

    /** In the order of their creation: those that work, or, with {@code ?revoked=true}, those that don't any more. */
    @GET
    @Operation(operationId = "listKeys", summary = "The merchant's keys")
    public Uni<Page<KeyView>> list(@RestQuery @DefaultValue("false") boolean revoked, @RestQuery Integer limit, @RestQuery String cursor) {
        int size = Cursor.limit(limit);
        return kept.list(pool, caller.merchant(), revoked, Cursor.decode(cursor, UUID::fromString), size + 1)
                .map(views -> Page.of(views, size, KeyView::id));
    }

    /** Also a revoked one: movements name keys as their actors. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getKey", summary = "A key")
    public Uni<KeyView> get(@RestPath UUID id) {
        return kept.find(pool, caller.merchant(), id).map(view -> view.orElseThrow(() -> Problem.notFound("key", id)));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "revokeKey", summary = "Revokes a key")
    public Uni<RestResponse<Void>> revoke(@RestPath UUID id) {
        return Detached.run(keys.revoke(caller.merchant(), id)).map(revoked -> RestResponse.noContent());
    }

    @POST
    @Path("{id}/rotation")
    @Operation(operationId = "rotateKey", summary = "Gives a key another secret")
    public Uni<KeyView> rotate(@RestPath UUID id, RotationEntry wish) {
        return Detached.run(keys.rotate(caller.merchant(), id, wish == null ? new RotationEntry(null).checked() : wish.checked()));
    }
}
