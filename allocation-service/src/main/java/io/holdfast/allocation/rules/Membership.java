package io.holdfast.allocation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A pot is shared by its members, and a channel draws on one pot of a SKU only: never a member of two {@code RESERVE}s of one SKU. */
public final class Membership {

    private Membership() {}

    /** A {@code RESERVE} that is in force, with its members. */
    public record Pot(UUID id, List<String> channels, long quantity) {}

    /**
     * A channel that is a member elsewhere already.
     *
     * @param place of the channel among those asked for, from 0
     */
    public record Overlap(int place, String channel, UUID allocation) {}

    /**
     * Every overlap of the members asked for with other pots of the SKU.
     *
     * @param own the allocation that is edited; it does not overlap with itself
     */
    public static List<Overlap> overlaps(UUID own, List<String> asked, List<Pot> pots) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            for (Pot pot : pots) {
                if (!pot.id().equals(own) && pot.channels().contains(asked.get(place))) {
                    overlaps.add(new Overlap(place, asked.get(place), pot.id()));
                }
            }
        }
        return overlaps;
    }
}
