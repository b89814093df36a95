package io.holdfast.notification.alert;

import io.holdfast.notification.rules.AlertKind;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Open alerts, one kind at a time. */
@Path("/v1/alerts")
@Produces("application/json")
class AlertsResource {

    private static final String SHORT = "SHORT";

    private final AlertStore alerts;
    private final ShortageStore shortages;
    private final CurrentCaller caller;

    AlertsResource(AlertStore alerts, ShortageStore shortages, CurrentCaller caller) {
        this.alerts = alerts;
        this.shortages = shortages;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listAlerts", summary = "What the merchant should know about stock")
    public Uni<Page<AlertItem>> list(@QueryParam("kind") String kind, @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        int size = Cursor.limit(limit);
        return SHORT.equals(kind) ? shortOrders(Cursor.decode(cursor, ShortLine::read), size)
                : levels(kind, Cursor.decode(cursor, AlertPlace::read), size);
    }

    private Uni<Page<AlertItem>> levels(String kind, AlertPlace after, int size) {
        return alerts.open(caller.merchant(), parsed(kind), after == null ? AlertPlace.BEFORE_ALL : after, size + 1)
                .map(rows -> Page.of(rows, size, AlertPlace::of));
    }

    private Uni<Page<AlertItem>> shortOrders(ShortLine after, int size) {
        ShortLine behind = after == null ? ShortLine.BEFORE_ALL : after;
        return shortages.open(caller.merchant(), behind.order(), behind.sku(), size + 1)
                .map(rows -> Page.of(rows, size, item -> item.order() + item.sku()));
    }

    /** The place of a line among all short orders. */
    private record ShortLine(UUID order, String sku) {

        static final ShortLine BEFORE_ALL = new ShortLine(new UUID(0, 0), "");
        private static final int UUID_LENGTH = 36;

        static ShortLine read(String key) {
            if (key.length() <= UUID_LENGTH) {
                throw new IllegalArgumentException(key);
            }
            return new ShortLine(UUID.fromString(key.substring(0, UUID_LENGTH)), key.substring(UUID_LENGTH));
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
