package io.holdfast.allocation.listing;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.channel.KnownChannels;
import io.holdfast.allocation.listing.ListingStore.Place;
import io.holdfast.allocation.listing.ListingStore.Unlinked;
import io.holdfast.service.Limits;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/channels/{code}/listings}; codes and ids in paths percent-encoded. */
@Path("/v1/channels")
@Produces("application/json")
class ListingResource {

    private final CurrentCaller caller;
    private final KnownChannels channels;
    private final Listings listings;
    private final ListingStore store;

    ListingResource(CurrentCaller caller, KnownChannels channels, Listings listings, ListingStore store) {
        this.caller = caller;
        this.channels = channels;
        this.listings = listings;
        this.store = store;
    }

    /** In the order of their ids; {@code ?unlinked=true}: instead, the unarchived variants without one, in the order of SKUs. */
    @GET
    @Path("{code}/listings")
    @Operation(operationId = "listListings", summary = "Listings, or the variants without one")
    public Uni<Page<Object>> list(@RestPath String code, @RestQuery String unlinked, @RestQuery String sku,
            @RestQuery Integer limit, @RestQuery String cursor) {
        String merchant = caller.merchant();
        new Problem.Errors()
                .check(unlinked == null || unlinked.equals("true") || unlinked.equals("false"), "?unlinked", "must be true or false")
                .check(sku == null || holds(sku, Limits.SKU_CODE_POINTS), "?sku", rule(Limits.SKU_CODE_POINTS))
                .throwIfAny();
        String after = Cursor.decode(cursor, ListingResource::storable);
        int size = Cursor.limit(limit);
        return channels.require(merchant, code).map(channel -> new Place(merchant, channel, after, sku, size))
                .flatMap(place -> "true".equals(unlinked)
                        ? store.unlinked(place).map(found -> Page.of(found, size, Unlinked::sku).map(Object.class::cast))
                        : store.list(place).map(found -> Page.of(found, size, Listing::externalId).map(ListingView::of)));
    }

    @GET
    @Path("{code}/listings/{externalId}")
    @Operation(operationId = "getListing", summary = "One listing")
    public Uni<RestResponse<ListingView>> get(@RestPath String code, @RestPath String externalId) {
        String merchant = caller.merchant();
        return channels.require(merchant, code).flatMap(channel -> store.find(merchant, channel, possible(externalId)))
                .map(found -> found.orElseThrow(() -> Problem.notFound("listing", externalId)))
                .map(listing -> answer(RestResponse.Status.OK, listing));
    }

    @PUT
    @Path("{code}/listings/{externalId}")
    @Operation(operationId = "putListing", summary = "Links the channel's product with a SKU")
    public Uni<RestResponse<ListingView>> put(@RestPath String code, @RestPath String externalId, @RestHeader("If-Match") String ifMatch,
            @Valid @NotNull(message = "must be a JSON object") NewListing request) {
        new Problem.Errors().check(holds(externalId, Limits.EXTERNAL_ID_CODE_POINTS), "/externalId", rule(Limits.EXTERNAL_ID_CODE_POINTS))
                .throwIfAny();
        return listings.put(caller.merchant(), code, externalId, ifMatch, request.sku())
                .map(put -> answer(put.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, put.listing()));
    }

    @DELETE
    @Path("{code}/listings/{externalId}")
    @Operation(operationId = "deleteListing", summary = "Removes a listing")
    public Uni<Void> delete(@RestPath String code, @RestPath String externalId, @RestHeader("If-Match") String ifMatch) {
        return listings.delete(caller.merchant(), code, possible(externalId), ifMatch);
    }

    private static RestResponse<ListingView> answer(RestResponse.Status status, Listing listing) {
        return ResponseBuilder.create(status, ListingView.of(listing)).header("ETag", ETags.of(listing.version())).build();
    }

    /** What no id can be, no listing has. */
    private static String possible(String externalId) {
        if (!holds(externalId, Limits.EXTERNAL_ID_CODE_POINTS)) {
            throw Problem.notFound("listing", externalId);
        }
        return externalId;
    }

    /** A cursor that nobody was given may hold anything, characters that no database keeps among them. */
    private static String storable(String key) {
        if (!holds(key, Limits.EXTERNAL_ID_CODE_POINTS)) {
            throw new IllegalArgumentException("no key of a list");
        }
        return key;
    }
}
