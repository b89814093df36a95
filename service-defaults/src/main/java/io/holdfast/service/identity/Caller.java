package io.holdfast.service.identity;

import io.holdfast.service.problem.Problem;

/**
 * On whose behalf a call is made.
 *
 * @param merchant the tenant; null for operators
 * @param actor who, for the ledger: the API key's id, or the service's name
 */
public record Caller(Role role, String merchant, String actor) {

    /** What a caller may be. */
    public enum Role { OPERATOR, ADMIN, SERVICE }

    /** The merchant, or 403 where the caller has none. */
    public String requireMerchant() {
        if (merchant == null) {
            throw Problem.forbidden("This call needs a key of a merchant.");
        }
        return merchant;
    }
}
