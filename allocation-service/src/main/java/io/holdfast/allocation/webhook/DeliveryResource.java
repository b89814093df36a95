package io.holdfast.allocation.webhook;

import static io.holdfast.allocation.webhook.WebhookResource.id;

import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The log of a webhook: {@code /v1/webhooks/{id}/deliveries}. */
@Path("/v1/webhooks")
@Produces("application/json")
class DeliveryResource {

    private static final Set<String> STATES = Set.of("PENDING", "DELIVERED", "PARKED", "REPLACED");

    private final CurrentCaller caller;
    private final Webhooks webhooks;
    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final Transactions transactions;

    DeliveryResource(CurrentCaller caller, Webhooks webhooks, WebhookStore store, DeliveryStore deliveries, Transactions transactions) {
        this.caller = caller;
        this.webhooks = webhooks;
        this.store = store;
        this.deliveries = deliveries;
        this.transactions = transactions;
    }

    /** The newest first. */
    @GET
    @Path("{id}/deliveries")
    @Operation(operationId = "listDeliveries", summary = "Messages to a webhook")
    public Uni<Page<Delivery>> list(@RestPath String id, @RestQuery String state, @RestQuery Integer limit, @RestQuery String cursor) {
        String merchant = caller.merchant();
        UUID webhook = id("webhook", id);
        int size = Cursor.limit(limit);
        UUID before = Cursor.decode(cursor, UUID::fromString);
        new Problem.Errors().check(state == null || STATES.contains(state), "?state", "must be one of " + STATES.stream().sorted().toList()).throwIfAny();
        return transactions.of(merchant, reading -> exists(reading, merchant, webhook)
                        .chain(() -> deliveries.list(reading, merchant, webhook, before, state, size)))
                .map(found -> Page.of(found, size, Delivery::id));
    }

    @GET
    @Path("{id}/deliveries/{deliveryId}")
    @Operation(operationId = "getDelivery", summary = "One message")
    public Uni<Delivery> get(@RestPath String id, @RestPath String deliveryId) {
        String merchant = caller.merchant();
        UUID webhook = id("webhook", id);
        UUID delivery = id("delivery", deliveryId);
        return transactions.of(merchant, reading -> deliveries.find(reading, merchant, webhook, delivery))
                .map(found -> found.orElseThrow(() -> Problem.notFound("delivery", deliveryId)));
    }

    /** Accepted: it goes at once, and what becomes of it is read from the log. */
    @POST
    @Path("{id}/deliveries/{deliveryId}/redeliver")
    @Operation(operationId = "redeliver", summary = "Sends a message again")
    public Uni<RestResponse<Delivery>> redeliver(@RestPath String id, @RestPath String deliveryId) {
        return webhooks.redeliver(caller.merchant(), id("webhook", id), id("delivery", deliveryId))
                .map(delivery -> RestResponse.status(RestResponse.Status.ACCEPTED, delivery));
    }

    private Uni<Void> exists(SqlConnection reading, String merchant, UUID webhook) {
        return store.find(reading, merchant, webhook)
                .invoke(found -> found.orElseThrow(() -> Problem.notFound("webhook", webhook))).replaceWithVoid();
    }
}
