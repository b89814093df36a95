package io.holdfast.stock.settings;

import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** {@code /v1/settings/stock}. */
@Path("/v1/settings/stock")
public class SettingsResource {

    private final SettingsStore store;
    private final CurrentCaller caller;

    SettingsResource(Pool pool, CurrentCaller caller) {
        this.store = new SettingsStore(pool);
        this.caller = caller;
    }

    @GET
    public Uni<StockSettings> get() {
        return store.get(caller.merchant());
    }

    @PUT
    public Uni<StockSettings> put(@NotNull(message = "must be a JSON object") StockSettings settings) {
        return store.put(caller.merchant(), settings.completed());
    }
}
