package io.holdfast.gateway.merchant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.gateway.key.ApiKey;
import io.holdfast.service.Detached;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Merchants over HTTP. Who may call what stands in the door's table. */
@Path("/v1")
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
    @ResponseStatus(201)
    public Uni<MerchantAnswer> create(@NotNull NewMerchant wish) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Merchant merchant = wish.as(id).checked();
        ApiKey key = ApiKey.create(id, Role.ADMIN, FIRST_KEY);
        return Detached.run(merchants.create(merchant, key))
                .map(created -> MerchantAnswer.of(created.orElseThrow(), key.secret()));
    }

    @GET
    @Path("/merchant")
    public Uni<Merchant> get() {
        return merchants.get(caller.merchant());
    }

    @PATCH
    @Path("/merchant")
    public Uni<MerchantAnswer> change(@NotNull MerchantPatch patch) {
        return Detached.run(merchants.change(caller.merchant(), patch)).map(changed -> MerchantAnswer.of(changed, null));
    }
}
