package io.holdfast.service.identity;

import io.holdfast.service.problem.Problem;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;

/** For services that have nothing of a single channel's. */
@ApplicationScoped
@DefaultBean
public class NothingForChannels implements ChannelKeyRules {

    @Override
    public Uni<Void> check(UriInfo address, Caller caller) {
        return Uni.createFrom().failure(() -> Problem.forbidden("A key of one channel may not do that."));
    }
}
