package io.holdfast.stock.counting;

import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** {@code /v1/stock/audit}: whether every level is the sum of its movements, and every held unit belongs to an order. */
@Path("/v1/stock")
public class AuditResource {

    private final AuditStore store;
    private final CurrentCaller caller;

    AuditResource(Pool pool, CurrentCaller caller) {
        this.store = new AuditStore(pool);
        this.caller = caller;
    }

    /** {@code checked}: levels looked at. */
    public record Audit(long checked, List<Difference> differences) {}

    /**
     * A value that is not what it should be.
     *
     * @param location null where a SKU is compared as a whole
     * @param expected by the movements or the orders
     */
    public record Difference(String sku, String location, String value, long actual, long expected) {}

    @POST
    @Path("/audit")
    public Uni<Audit> audit() {
        return store.audit(caller.merchant());
    }
}
