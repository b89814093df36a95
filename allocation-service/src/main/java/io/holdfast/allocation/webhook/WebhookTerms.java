package io.holdfast.allocation.webhook;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.allocation.webhook.Address.Refused;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import java.util.List;

/**
 * What a merchant says about a webhook.
 *
 * @param channel null: every channel
 * @param enabled null: true
 */
record WebhookTerms(String url, List<String> events, String channel, Boolean enabled) {

    /** The event that tells what a channel may sell. */
    static final String AVAILABILITY_CHANGED = "availability.changed";

    /** Complete, or a problem that tells everything that is wrong. Whether the address may be reached is not asked here. */
    WebhookTerms checked() {
        Problem.Errors errors = new Problem.Errors().check(url != null, "/url", "is needed");
        if (url != null) {
            checkAddress(errors);
        }
        errors.check(events != null && !events.isEmpty(), "/events", "must name at least one event: " + AVAILABILITY_CHANGED);
        for (int i = 0; events != null && i < events.size(); i++) {
            errors.check(AVAILABILITY_CHANGED.equals(events.get(i)) && events.indexOf(events.get(i)) == i, "/events/" + i,
                    "must be one of these, each once: " + AVAILABILITY_CHANGED);
        }
        errors.check(channel == null || holds(channel, Limits.CODE_CODE_POINTS), "/channel", rule(Limits.CODE_CODE_POINTS)).throwIfAny();
        return new WebhookTerms(url, List.copyOf(events), channel, enabled == null || enabled);
    }

    private void checkAddress(Problem.Errors errors) {
        try {
            Address.of(url);
        } catch (Refused refused) {
            errors.check(false, "/url", refused.getMessage());
        }
    }
}
