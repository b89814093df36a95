package io.holdfast.gateway.merchant;

/** What an operator says about a new merchant. */
record NewMerchant(String name, String email, String timeZone, String locale, String currency) {

    Merchant as(String id) {
        return new Merchant(id, name, email, timeZone, locale, currency);
    }
}
