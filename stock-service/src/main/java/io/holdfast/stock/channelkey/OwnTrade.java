package io.holdfast.stock.channelkey;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.ChannelKeyRules;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/**
 * By the address: an order's own channel is asked of the database, and of availability the address names it. What a body
 * names is refused where the body is read, and a list is narrowed where it is made.
 */
@ApplicationScoped
class OwnTrade implements ChannelKeyRules {

    private static final String CHANNELS = "/v1/channels/";

    private final OrderChannelStore orders;

    OwnTrade(OrderChannelStore orders) {
        this.orders = orders;
    }

    @Override
    public Uni<Void> check(UriInfo address, Caller caller) {
        String path = address.getPath();
        String id = address.getPathParameters().getFirst("id");
        if (path.equals("/v1/orders") || path.equals("/v1/orders/batch") || path.equals("/v1/sales")) {
            return Uni.createFrom().voidItem();
        }
        if (path.startsWith("/v1/orders/") && id != null) {
            return ownOrder(caller, id);
        }
        String code = address.getPathParameters().getFirst("code");
        // The only addresses below a channel that this service has.
        if (path.startsWith(CHANNELS) && code != null) {
            return caller.mayUse(code) ? Uni.createFrom().voidItem() : Uni.createFrom().failure(() -> Problem.notFound("channel", code));
        }
        return Uni.createFrom().failure(() -> Problem.forbidden("A key of one channel may not do that."));
    }

    private Uni<Void> ownOrder(Caller caller, String id) {
        return orders.channelOf(caller.merchant(), uuid(id)).map(channel -> {
            if (!channel.map(caller::mayUse).orElse(false)) {
                throw Problem.notFound("order", id);
            }
            return null;
        });
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("order", id);
        }
    }
}
