package io.holdfast.notification.merchant;

import java.util.List;

/**
 * A merchant's own record and wishes.
 *
 * @param revision grows with every change of any of it
 * @param recipients null: the merchant's e-mail
 * @param mailLocale null: the merchant's locale
 * @param unsubscribed who of the recipients wants no mail
 */
record Merchant(long revision, String email, String locale, boolean enabled, List<String> recipients, String sendAt,
        String mailLocale, List<String> unsubscribed) {

    NotificationSettings settings() {
        return new NotificationSettings(enabled, recipients == null ? List.of(email) : recipients, sendAt,
                mailLocale == null ? locale : mailLocale, unsubscribed);
    }
}
