package io.holdfast.gateway.merchant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.gateway.key.ApiKey;
import io.holdfast.service.Detached;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Merchants over HTTP. Who may call what stands in the door's table. */
@Path("/v1")
@Produces("application/json")
class MerchantResource {

    private static final String FIRST_KEY = "first admin key";

    private final Merchants merchants;
    private final CurrentCaller caller;

    MerchantResource(Merchants merchants, CurrentCaller caller) {
        this.merchants = merchants;
        this.caller = caller;
    }

    @POST
    @Path("/merchants")
    @Operation(operationId = "createMerchant", summary = "Creates a merchant and its first key")
    public Uni<RestResponse<MerchantAnswer>> create(@NotNull MerchantEntry wish) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Merchant merchant = wish.as(id).checked();
        ApiKey key = ApiKey.admin(id, FIRST_KEY);
        return Detached.run(merchants.create(merchant, key))
                .map(created -> answer(Status.CREATED, created.orElseThrow(), key.secret().text()));
    }

    @GET
    @Path("/merchant")
    @Operation(operationId = "getMerchant", summary = "The merchant whose key it is")
    public Uni<RestResponse<Merchant>> get() {
        return merchants.get(caller.merchant())
                .map(stored -> ResponseBuilder.ok(stored.merchant()).header("ETag", ETags.of(stored.version())).build());
    }

    @PATCH
    @Path("/merchant")
    @Consumes({"application/json", "application/merge-patch+json"})
    @Operation(operationId = "changeMerchant", summary = "Changes the merchant")
    @RequestBodySchema(MerchantEntry.class)
    public Uni<RestResponse<MerchantAnswer>> change(String patch, @RestHeader("If-Match") String ifMatch) {
        return Detached.run(merchants.change(caller.merchant(), patch, ifMatch)).map(changed -> answer(Status.OK, changed, null));
    }

    private static RestResponse<MerchantAnswer> answer(Status status, Merchants.Changed changed, String adminKey) {
        return ResponseBuilder.create(status, MerchantAnswer.of(changed, adminKey)).header("ETag", ETags.of(changed.version())).build();
    }
}
