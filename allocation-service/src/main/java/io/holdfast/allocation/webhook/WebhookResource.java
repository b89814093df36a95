package io.holdfast.allocation.webhook;

import io.holdfast.service.database.Transactions;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /v1/webhooks}. */
@Path("/v1/webhooks")
@Produces("application/json")
class WebhookResource {

    private final CurrentCaller caller;
    private final Webhooks webhooks;
    private final WebhookStore store;
    private final Transactions transactions;

    WebhookResource(CurrentCaller caller, Webhooks webhooks, WebhookStore store, Transactions transactions) {
        this.caller = caller;
        this.webhooks = webhooks;
        this.store = store;
        this.transactions = transactions;
    }

    @POST
    @Operation(operationId = "createWebhook", summary = "Creates a webhook")
    public Uni<RestResponse<WebhookView>> create(@NotNull WebhookTerms request) {
        return webhooks.create(caller.merchant(), request).map(created ->
                ResponseBuilder.create(RestResponse.Status.CREATED, WebhookView.of(created.webhook(), created.secret()))
                        .header("Location", "/v1/webhooks/" + created.webhook().id()).header("ETag", ETags.of(1)).build());
    }

    /** In the order of their creation. */
    @GET
    @Operation(operationId = "listWebhooks", summary = "Webhooks")
    public Uni<Page<WebhookView>> list(@RestQuery Integer limit, @RestQuery String cursor) {
        int size = Cursor.limit(limit);
        String merchant = caller.merchant();
        UUID after = Cursor.decode(cursor, UUID::fromString);
        return transactions.of(merchant, reading -> store.list(reading, merchant, after, size))
                .map(found -> Page.of(found, size, Webhook::id).map(WebhookView::of));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWebhook", summary = "One webhook")
    public Uni<RestResponse<WebhookView>> get(@RestPath String id) {
        String merchant = caller.merchant();
        UUID webhook = id("webhook", id);
        return transactions.of(merchant, reading -> store.find(reading, merchant, webhook))
                .map(found -> answer(found.orElseThrow(() -> Problem.notFound("webhook", id))));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeWebhook", summary = "Changes a webhook")
    @RequestBodySchema(WebhookTerms.class)
    public Uni<RestResponse<WebhookView>> patch(@RestPath String id, @RestHeader("If-Match") String ifMatch, String body) {
        return webhooks.patch(caller.merchant(), id("webhook", id), ifMatch, body).map(WebhookResource::answer);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteWebhook", summary = "Deletes a webhook")
    public Uni<RestResponse<Void>> delete(@RestPath String id) {
        return webhooks.delete(caller.merchant(), id("webhook", id)).map(deleted -> RestResponse.noContent());
    }

    @POST
    @Path("{id}/rotate")
    @Operation(operationId = "rotateWebhookSecret", summary = "Gives a webhook a new secret")
    public Uni<Webhooks.Rotated> rotate(@RestPath String id) {
        return webhooks.rotate(caller.merchant(), id("webhook", id));
    }

    private static RestResponse<WebhookView> answer(Webhook webhook) {
        return ResponseBuilder.ok(WebhookView.of(webhook)).header("ETag", ETags.of(webhook.version())).build();
    }

    /** An id of the wrong form is nobody's. */
    static UUID id(String kind, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(kind, text);
        }
    }
}
