package io.holdfast.allocation.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.holdfast.allocation.readiness.Readiness;
import io.holdfast.allocation.rules.ChannelTerms;
import java.time.Instant;
import java.util.List;

/**
 * A channel as callers see it.
 *
 * @param locations codes in the order of selling; null: all of the merchant's
 * @param trigger null: the merchant's
 * @param unpaidLife null: the merchant's
 * @param ready whether every check of its readiness holds; left out in lists
 * @param notReady names of the checks that don't; left out where there are none
 * @param applied {@code "pending"} while the stock service has not applied the change that this answers
 */
record ChannelView(String code, String name, String kind, List<String> locations, boolean splitLines, String trigger, String unpaidLife,
        boolean tracksStock, int priority, long position, Instant createdAt, @JsonInclude(Include.NON_NULL) Boolean ready,
        @JsonInclude(Include.NON_EMPTY) List<String> notReady, @JsonInclude(Include.NON_NULL) String applied) {

    /** @param readiness null in lists */
    static ChannelView of(Channel channel, Readiness.Report readiness, String applied) {
        ChannelTerms terms = channel.terms();
        return new ChannelView(terms.code(), terms.name(), terms.kind(), terms.locations(), terms.splitLines(), terms.trigger(),
                terms.unpaidLife(), terms.tracksStock(), terms.priority(), channel.position(), channel.createdAt(),
                readiness == null ? null : readiness.ready(), readiness == null ? null : readiness.missing(), applied);
    }
}
