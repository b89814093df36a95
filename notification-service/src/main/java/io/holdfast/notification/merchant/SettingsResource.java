package io.holdfast.notification.merchant;

import io.holdfast.service.Detached;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** When, to whom and in which language the digest is mailed. */
@Path("/v1/settings/notifications")
@Produces("application/json")
class SettingsResource {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MerchantStore merchants;
    private final CurrentCaller caller;

    SettingsResource(MerchantStore merchants, CurrentCaller caller) {
        this.merchants = merchants;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getNotificationSettings", summary = "When and to whom the digest is mailed")
    public Uni<RestResponse<NotificationSettings>> get() {
        String merchant = caller.merchant();
        return known(() -> merchants.find(merchant)).map(SettingsResource::answer);
    }

    @PUT
    @Operation(operationId = "putNotificationSettings", summary = "Changes when and to whom the digest is mailed")
    public Uni<RestResponse<NotificationSettings>> put(@NotNull(message = "must be an object") NotificationSettings settings,
            @RestHeader("If-Match") String ifMatch) {
        String merchant = caller.merchant();
        NotificationSettings wishes = settings.checked();
        return Detached.run(known(() -> merchants.change(merchant, wishes, ifMatch))).map(SettingsResource::answer);
    }

    private static RestResponse<NotificationSettings> answer(Merchant merchant) {
        return ResponseBuilder.ok(merchant.settings()).header("ETag", ETags.of(merchant.revision())).build();
    }

    /** A merchant that was created a moment ago may still be on its way here: waits for it a little. */
    private static Uni<Merchant> known(Supplier<Uni<Merchant>> look) {
        return Uni.createFrom().deferred(look::get)
                .onItem().ifNull().failWith(NoSuchElementException::new)
                .onFailure(NoSuchElementException.class).retry().withBackOff(BETWEEN_LOOKS, BETWEEN_LOOKS).expireIn(PATIENCE.toMillis())
                .onFailure(e -> e instanceof NoSuchElementException || e.getCause() instanceof NoSuchElementException)
                .transform(e -> Problem.unavailable("The merchant's record has not arrived here yet.", 1));
    }
}
