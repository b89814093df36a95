package io.holdfast.gateway.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.UUID;

/**
 * A key as the API shows it.
 *
 * @param role {@code "admin"}, {@code "channel"} or {@code "read"}
 * @param beginning of its secret, by which its owner recognises it
 * @param lastUsedAt to the minute; null: never
 * @param formerEndsAt until when the secret before the last rotation works too; null if it doesn't
 * @param revokedAt since when it does not work any more; null: it works
 * @param key the secret, in the answer that made it and never again
 */
@JsonInclude(Include.NON_NULL)
record KeyView(UUID id, String role, String channel, String name, String beginning, Instant createdAt,
        @JsonInclude(Include.ALWAYS) Instant lastUsedAt, Instant formerEndsAt, Instant revokedAt, String key) {

    KeyView withKey(Secret secret) {
        return new KeyView(id, role, channel, name, beginning, createdAt, lastUsedAt, formerEndsAt, revokedAt, secret.text());
    }

    /** Never the secret: an answer may end up in a log line. */
    @Override
    public String toString() {
        return "KeyView[" + id + "]";
    }
}
