package io.holdfast.contracts;

/**
 * A merchant as the gateway knows it; subject: the merchant's id.
 *
 * @param timeZone IANA name, e.g. {@code "Europe/Paris"}
 * @param locale {@code "fr"} or {@code "en"}
 * @param currency ISO 4217, or null
 */
public record MerchantChanged(String id, String name, String email, String timeZone, String locale, String currency) {}
