package io.holdfast.gateway.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A change of a merchant's entry. A member that is absent (null here) stays; an explicit {@code null} (empty here) clears.
 *
 * @param id accepted because GET gives it, and ignored
 */
record MerchantPatch(JsonNode id, Optional<String> name, Optional<String> email, Optional<String> timeZone,
        Optional<String> locale, Optional<String> currency) {

    Merchant on(Merchant current) {
        return new Merchant(current.id(), changed(name, current.name()), changed(email, current.email()),
                changed(timeZone, current.timeZone()), changed(locale, current.locale()), changed(currency, current.currency()));
    }

    // Null is the third state that JSON has and Optional has not: "not mentioned".
    private static String changed(Optional<String> wish, String current) {
        return wish == null ? current : wish.orElse(null);
    }
}
