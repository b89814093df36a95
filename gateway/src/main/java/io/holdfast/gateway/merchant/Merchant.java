package io.holdfast.gateway.merchant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.contracts.MerchantChanged;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.EmailForm;
import io.holdfast.service.validation.PrintableText;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A merchant as the API shows it.
 *
 * @param timeZone IANA name, e.g. {@code "Europe/Paris"}
 * @param locale {@code "fr"} or {@code "en"}
 * @param currency ISO 4217; left out where none was said
 */
record Merchant(String id, String name, String email, String timeZone, String locale,
        @JsonInclude(Include.NON_NULL) String currency) {

    private static final Set<String> LOCALES = Set.of("fr", "en");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());
    // Java's own additions to the IANA names.
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/")).collect(Collectors.toUnmodifiableSet());

    /** Itself if every member is valid, else a problem that names all that are not. */
    Merchant checked() {
        new Problem.Errors()
                .check(name != null && PrintableText.holds(name, Limits.NAME_CODE_POINTS), "/name",
                        "is required: 1 to " + Limits.NAME_CODE_POINTS + " printable characters")
                .check(email != null && EmailForm.holds(email), "/email", "is required: an e-mail address, e.g. \"stock@shop.example\"")
                .check(timeZone != null && TIME_ZONES.contains(timeZone), "/timeZone",
                        "is required: an IANA time zone, e.g. \"Europe/Paris\"")
                .check(locale != null && LOCALES.contains(locale), "/locale", "is required: \"fr\" or \"en\"")
                .check(currency == null || CURRENCIES.contains(currency), "/currency",
                        "must be an ISO 4217 code, e.g. \"EUR\", or left out")
                .throwIfAny();
        return this;
    }

    MerchantChanged fact() {
        return new MerchantChanged(id, name, email, timeZone, locale, currency);
    }
}
