package io.holdfast.allocation.channelkey;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.ChannelKeyRules;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The channel of a stream stands in its query. */
@ApplicationScoped
class OwnStream implements ChannelKeyRules {

    @Override
    public Uni<Void> check(UriInfo address, Caller caller) {
        if (!address.getPath().equals("/v1/availability/stream")) {
            return Uni.createFrom().failure(() -> Problem.forbidden("A key of one channel may not do that."));
        }
        List<String> channels = address.getQueryParameters().getOrDefault("channel", List.of());
        // Without one the resource says what is missing.
        return channels.stream().allMatch(caller::mayUse) ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(() -> Problem.notFound("channel", channels.get(0)));
    }
}
