package io.holdfast.stock.location;

import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A merchant's locations, for other services. */
@Path("/internal/locations")
public class LocationsForServices {

    private final LocationStore store;
    private final CurrentCaller caller;

    LocationsForServices(LocationStore store, CurrentCaller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    public Uni<Page<LocationResource.Location>> list() {
        return store.list(caller.merchant()).map(all -> new Page<>(all, null));
    }
}
