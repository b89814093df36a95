package io.holdfast.allocation.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A pot is shared by its members, and a channel draws on one pot of a kind at a time: of one SKU it is never a member of
 * two {@code RESERVE}s, nor of two {@code PRESELL}s, that are in force at the same moment.
 */
public final class Membership {

    private Membership() {}

    /** A {@code RESERVE} or a {@code PRESELL}, with its members. */
    public record Pot(UUID id, List<String> channels, Window window) {}

    /**
     * A channel that is a member elsewhere already.
     *
     * @param place of the channel among those asked for, from 0
     */
    public record Overlap(int place, String channel, Pot with) {}

    /**
     * Every overlap of a pot asked for with others of the SKU and the same purpose.
     *
     * @param asked where it is an edit, the allocation that is edited stands among the others and doesn't overlap with itself
     * @param now what is over by then overlaps with nothing
     */
    public static List<Overlap> overlaps(Pot asked, List<Pot> pots, Instant now) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int place = 0; place < asked.channels().size(); place++) {
            String channel = asked.channels().get(place);
            for (Pot pot : pots) {
                if (!pot.id().equals(asked.id()) && pot.channels().contains(channel) && asked.window().meets(pot.window(), now)) {
                    overlaps.add(new Overlap(place, channel, pot));
                }
            }
        }
        return overlaps;
    }
}
