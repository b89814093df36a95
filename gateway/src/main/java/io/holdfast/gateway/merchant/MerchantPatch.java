package io.holdfast.gateway.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.service.problem.Problem;

/**
 * A change of a merchant's entry. A member that is absent stays as it is; an explicit {@code null} clears it.
 *
 * @param id accepted because GET gives it, and ignored
 */
record MerchantPatch(JsonNode id, JsonNode name, JsonNode email, JsonNode timeZone, JsonNode locale, JsonNode currency) {

    Merchant on(Merchant current) {
        return new Merchant(current.id(), changed("/name", name, current.name()), changed("/email", email, current.email()),
                changed("/timeZone", timeZone, current.timeZone()), changed("/locale", locale, current.locale()),
                changed("/currency", currency, current.currency()));
    }

    private static String changed(String pointer, JsonNode wish, String current) {
        if (wish == null) {
            return current;
        }
        if (!wish.isNull() && !wish.isTextual()) {
            throw Problem.invalid(pointer, "must be a text");
        }
        return wish.textValue();
    }
}
