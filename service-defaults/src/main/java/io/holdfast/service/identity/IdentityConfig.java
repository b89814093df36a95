package io.holdfast.service.identity;

import io.smallrye.config.ConfigMapping;

/** By which keys services know each other. */
@ConfigMapping(prefix = "holdfast.identity")
interface IdentityConfig {

    /** The public keys of all services: a JSON Web Key Set whose key ids are their names. `./holdfast secrets` makes one. */
    String trustedKeys();

    /** The service's own private key: a JSON Web Key on the curve P-256. `./holdfast secrets` makes one for each. */
    String signingKey();
}
