package io.holdfast.gateway.key;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import java.util.Map;

/**
 * What is said about a new key.
 *
 * @param role {@code "admin"}, {@code "channel"} or {@code "read"}
 * @param channel code of the one channel; with the role {@code "channel"} only
 */
record KeyEntry(String role, String channel, String name) {

    /** An operator is made by configuration, a service by its own key. */
    private static final Map<String, Role> ROLES = Map.of("admin", Role.ADMIN, "channel", Role.CHANNEL, "read", Role.READ);

    /** A key with a new secret, or a problem that names everything wrong. Whether the channel exists is asked elsewhere. */
    ApiKey checked(String merchant) {
        boolean ofChannel = "channel".equals(role);
        new Problem.Errors()
                .check(role != null && ROLES.containsKey(role), "/role", "is required: \"admin\", \"channel\" or \"read\"")
                .check(!ofChannel || channel != null && PrintableText.holds(channel, Limits.CODE_CODE_POINTS), "/channel",
                        "is required with the role \"channel\": the code of a channel")
                .check(ofChannel || channel == null, "/channel", "is for the role \"channel\" only")
                .check(name != null && PrintableText.holds(name, Limits.NAME_CODE_POINTS), "/name",
                        "is required: 1 to " + Limits.NAME_CODE_POINTS + " printable characters")
                .throwIfAny();
        return ApiKey.create(merchant, ROLES.get(role), channel, name);
    }
}
