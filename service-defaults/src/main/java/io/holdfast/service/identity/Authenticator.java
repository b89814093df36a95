package io.holdfast.service.identity;

import io.smallrye.mutiny.Uni;

/** Turns what stands behind {@code Bearer} into a caller, or fails with a 401 problem. Services read tokens, the gateway reads API keys. */
public interface Authenticator {

    Uni<Caller> authenticate(String credential);
}
