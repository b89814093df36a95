package io.holdfast.gateway.merchant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about a merchant: by an operator who creates it, by itself when it changes its entry. */
@Schema(name = "NewMerchant")
record MerchantEntry(String name, String email, String timeZone, String locale, String currency) {

    static MerchantEntry of(Merchant merchant) {
        return new MerchantEntry(merchant.name(), merchant.email(), merchant.timeZone(), merchant.locale(), merchant.currency());
    }

    Merchant as(String id) {
        return new Merchant(id, name, email, timeZone, locale, currency);
    }
}
