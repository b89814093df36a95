package io.holdfast.stock.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How long an unpaid reservation lives.
 *
 * @param duration null: for ever, for orders on payment terms
 */
public record Life(Duration duration) {

    public static final Life NEVER = new Life(null);

    /** The first that is set: the order's own, its payment method's, its channel's, the merchant's. */
    static Life of(Life orders, String paymentMethod, Channel channel, Settings settings) {
        if (orders != null) {
            return orders;
        }
        Life methods = paymentMethod == null ? null : settings.paymentMethods().get(paymentMethod.toLowerCase(Locale.ROOT));
        if (methods != null) {
            return methods;
        }
        return channel.unpaidLife() != null ? channel.unpaidLife() : settings.unpaidLife();
    }

    /** When it ends, counted from acceptance; null: never. */
    Instant endFrom(Instant accepted) {
        return duration == null ? null : accepted.plus(duration);
    }
}
