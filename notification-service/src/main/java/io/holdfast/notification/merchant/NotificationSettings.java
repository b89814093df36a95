package io.holdfast.notification.merchant;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.EmailForm;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a merchant wants to be mailed. A member that is left out takes its default.
 *
 * @param enabled whether the digest is mailed; default true
 * @param recipients e-mail addresses; default: the merchant's
 * @param sendAt hour and minute by the merchant's clock, e.g. {@code "06:00"}, which is the default
 * @param locale {@code "fr"} or {@code "en"}; default: the merchant's
 * @param unsubscribed recipients who ended the mail by its link; read only. Whoever is taken out of the recipients and put
 *     back, by two calls, gets it again
 */
record NotificationSettings(Boolean enabled, List<String> recipients, String sendAt, String locale, List<String> unsubscribed) {

    static final String DEFAULT_SEND_AT = "06:00";

    private static final Set<String> LOCALES = Set.of("en", "fr");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    /** Refuses what can't be mailed, all of it at once. */
    NotificationSettings checked() {
        Problem.Errors errors = new Problem.Errors();
        errors.check(sendAt == null || TIME.matcher(sendAt).matches(), "/sendAt", "must be a time of day like \"06:00\"");
        errors.check(locale == null || LOCALES.contains(locale), "/locale", "must be \"en\" or \"fr\"");
        if (recipients != null) {
            checkRecipients(errors);
        }
        errors.throwIfAny();
        return this;
    }

    private void checkRecipients(Problem.Errors errors) {
        errors.check(!recipients.isEmpty() && recipients.size() <= Limits.RECIPIENTS_PER_DIGEST, "/recipients",
                "must hold 1 to " + Limits.RECIPIENTS_PER_DIGEST + " addresses; \"enabled\": false turns the e-mail off");
        for (int i = 0; i < recipients.size(); i++) {
            String address = recipients.get(i);
            boolean usable = address != null && EmailForm.holds(address);
            errors.check(usable, "/recipients/" + i, "must be an e-mail address like \"stock@example.com\"");
        }
        Set<String> distinct = recipients.stream().map(a -> String.valueOf(a).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        errors.check(distinct.size() == recipients.size(), "/recipients", "must name each address once");
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    LocalTime hour() {
        return LocalTime.parse(sendAt == null ? DEFAULT_SEND_AT : sendAt);
    }

    /** What goes beyond the merchant's own record; the rest keeps following it. */
    List<String> ownRecipients(Merchant merchant) {
        return recipients == null || recipients.equals(List.of(merchant.email())) ? null : recipients;
    }

    String ownLocale(Merchant merchant) {
        return locale == null || locale.equals(merchant.locale()) ? null : locale;
    }
}
