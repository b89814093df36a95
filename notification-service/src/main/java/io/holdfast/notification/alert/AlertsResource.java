package io.holdfast.notification.alert;

import io.holdfast.notification.rules.AlertKind;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/** Open alerts, one kind at a time. */
@Path("/v1/alerts")
class AlertsResource {

    private static final String SHORT = "SHORT";
    private static final UUID FIRST = new UUID(0, 0);
    private static final int UUID_LENGTH = 36;

    private final AlertStore alerts;
    private final ShortageStore shortages;
    private final CurrentCaller caller;

    AlertsResource(AlertStore alerts, ShortageStore shortages, CurrentCaller caller) {
        this.alerts = alerts;
        this.shortages = shortages;
        this.caller = caller;
    }

    @GET
    public Uni<Page<AlertItem>> list(@QueryParam("kind") String kind, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        int size = Cursor.limit(limit);
        String after = Cursor.decode(cursor);
        return SHORT.equals(kind) ? shortOrders(after, size) : levels(kind, after, size);
    }

    private Uni<Page<AlertItem>> levels(String kind, String after, int size) {
        return alerts.open(caller.merchant(), parsed(kind), after, size + 1).map(rows -> Page.of(rows, size, AlertItem::sku));
    }

    private Uni<Page<AlertItem>> shortOrders(String after, int size) {
        UUID order = after == null ? FIRST : orderOf(after);
        String sku = after == null ? "" : after.substring(UUID_LENGTH);
        return shortages.open(caller.merchant(), order, sku, size + 1)
                .map(rows -> Page.of(rows, size, item -> item.order() + item.sku()));
    }

    private static UUID orderOf(String after) {
        try {
            return UUID.fromString(after.substring(0, UUID_LENGTH));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw Problem.invalid("?cursor", "must be a nextCursor that was given with a page");
        }
    }

    private static AlertKind parsed(String kind) {
        try {
            return kind == null ? AlertKind.LOW : AlertKind.valueOf(kind);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("?kind", "must be LOW, SOLD_OUT, NEGATIVE or SHORT");
        }
    }
}
