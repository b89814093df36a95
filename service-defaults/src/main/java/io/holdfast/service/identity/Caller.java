package io.holdfast.service.identity;

import io.holdfast.service.problem.Problem;

/**
 * On whose behalf a call is made.
 *
 * @param merchant the tenant; null for operators
 * @param channel the one channel that the caller may deal with; only with the role {@code CHANNEL}, else null
 * @param actor who, for the ledger: the API key's id, or the service's name
 */
public record Caller(Role role, String merchant, String channel, String actor) {

    /** What a caller may be: keys of the first four kinds come from outside, the last is for calls between services. */
    public enum Role { OPERATOR, ADMIN, CHANNEL, READ, SERVICE }

    public Caller {
        if ((role == Role.CHANNEL) != (channel != null) || role == Role.CHANNEL && merchant == null) {
            throw new IllegalArgumentException("a channel key names its merchant and its channel, and nobody else names one");
        }
    }

    public Caller(Role role, String merchant, String actor) {
        this(role, merchant, null, actor);
    }

    /** The merchant, or 403 where the caller has none. */
    public String requireMerchant() {
        if (merchant == null) {
            throw Problem.forbidden("This call needs a key of a merchant.");
        }
        return merchant;
    }

    /** Whether a channel of the merchant is the caller's to deal with: of a channel key only its own is. */
    public boolean mayUse(String code) {
        return channel == null || channel.equals(code);
    }

    /** 403 unless the caller may act in the name of the channel. */
    public void requireChannel(String code) {
        if (!mayUse(code)) {
            throw Problem.forbidden("This key may act for the channel \"" + channel + "\" only.");
        }
    }
}
