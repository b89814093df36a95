package io.holdfast.service.identity;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriInfo;

/**
 * What a service shows to the key of one channel. The gateway lets such a key through to few calls only; this is the second
 * look, by the service that knows what belongs to which channel. A service without a bean of its own shows nothing.
 */
public interface ChannelKeyRules {

    /**
     * Fails with 403 for what is not for channel keys, with 404 for what is another channel's. What only the body says,
     * the resource asks {@link Caller#requireChannel}.
     */
    Uni<Void> check(UriInfo address, Caller caller);
}
