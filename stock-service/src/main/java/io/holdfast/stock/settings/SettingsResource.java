package io.holdfast.stock.settings;

import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/settings/stock}. */
@Path("/v1/settings/stock")
@Produces("application/json")
public class SettingsResource {

    private final SettingsStore store;
    private final CurrentCaller caller;

    SettingsResource(Pool pool, CurrentCaller caller) {
        this.store = new SettingsStore(pool);
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getStockSettings", summary = "When stock goes down")
    public Uni<RestResponse<StockSettings>> get() {
        return store.get(caller.merchant()).map(SettingsResource::answer);
    }

    @PUT
    @Operation(operationId = "putStockSettings", summary = "Changes when stock goes down")
    public Uni<RestResponse<StockSettings>> put(@RestHeader("If-Match") String ifMatch,
            @NotNull(message = "must be a JSON object") StockSettings settings) {
        String merchant = caller.merchant();
        StockSettings whole = settings.completed();
        if (ifMatch == null) {
            return store.put(merchant, whole, null).map(put -> answer(put.orElseThrow()));
        }
        return store.get(merchant).flatMap(before -> {
            ETags.require(ifMatch, before.version());
            return store.put(merchant, whole, before.version()).flatMap(put -> put.isPresent()
                    ? Uni.createFrom().item(answer(put.get())) : changedMeanwhile(merchant, ifMatch));
        });
    }

    private Uni<RestResponse<StockSettings>> changedMeanwhile(String merchant, String ifMatch) {
        return store.get(merchant).map(now -> {
            ETags.require(ifMatch, now.version());
            throw Problem.unavailable("The settings are being changed by others.", 1);
        });
    }

    private static RestResponse<StockSettings> answer(SettingsStore.Versioned found) {
        return ResponseBuilder.ok(found.settings()).header("ETag", ETags.of(found.version())).build();
    }
}
