package io.holdfast.gateway.key;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.identity.Caller.Role;
import java.util.UUID;

/**
 * A new API key, the only time that its secret is known.
 *
 * @param id what movements and logs name as the actor; no secret
 * @param channel the only one that it may deal with; null unless the role is {@code CHANNEL}
 */
public record ApiKey(UUID id, String merchant, Role role, String channel, String name, Secret secret) {

    public static ApiKey admin(String merchant, String name) {
        return create(merchant, Role.ADMIN, null, name);
    }

    static ApiKey create(String merchant, Role role, String channel, String name) {
        return new ApiKey(UuidCreator.getTimeOrderedEpoch(), merchant, role, channel, name, Secret.create());
    }

    /** An admin's key whose secret is known already: for local runs only. */
    public static ApiKey known(String merchant, String name, String secret) {
        return new ApiKey(UuidCreator.getTimeOrderedEpoch(), merchant, Role.ADMIN, null, name, new Secret(secret));
    }
}
