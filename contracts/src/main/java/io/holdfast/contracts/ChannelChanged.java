package io.holdfast.contracts;

import java.util.List;

/**
 * A channel as the allocation service knows it; subject: the channel's code.
 *
 * @param kind {@code ONLINE}, {@code MARKETPLACE}, {@code B2B}, {@code POS}, {@code INVOICE} or {@code MANUAL}
 * @param locations codes in the order of selling; null: all of the merchant's, in creation order, later ones included
 * @param trigger {@code ON_ORDER}, {@code ON_PAYMENT}, or null for the merchant's
 * @param unpaidLife ISO 8601 duration, {@code "NEVER"}, or null for the merchant's
 * @param tracksStock whether its sales touch stock at all
 * @param priority the lower, the earlier it is granted units
 * @param position place in the order of creation within the merchant, from 1
 */
public record ChannelChanged(String code, String name, String kind, List<String> locations, boolean splitLines,
        String trigger, String unpaidLife, boolean tracksStock, int priority, long position) {}
