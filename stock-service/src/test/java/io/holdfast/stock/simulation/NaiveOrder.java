package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Allocation.Purpose;
import io.holdfast.stock.ledger.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the lines of one order should take (R12, R26, R46): each is offered what those before it left on the shelves. */
final class NaiveOrder {

    /** A SKU that is asked for, and what one of it takes. */
    record Line(String sku, long quantity, List<NaiveOffer.Ingredient> parts) {}

    /**
     * What should become of a line.
     *
     * @param taken of each counted part, units by location; what they lack is backordered
     * @param drawn of each allocation
     */
    record Expected(Line line, NaiveOffer offer, Map<String, Map<String, Long>> taken, Map<UUID, Long> drawn) {
        boolean isShort() {
            return offer.sellable() < line.quantity();
        }
    }

    private final Shelves shelves;
    private final Channel channel;

    /** @param channel as the order sells from it: of a pickup only from its shop */
    NaiveOrder(Shelves shelves, Channel channel) {
        this.shelves = shelves;
        this.channel = channel;
    }

    /** @param inPart whether a short line takes what it may; else it takes nothing */
    List<Expected> of(List<Line> lines, boolean inPart) {
        List<Expected> expected = new ArrayList<>();
        for (Line line : lines) {
            NaiveOffer offer = NaiveOffer.of(shelves, line.sku(), line.parts(), channel);
            Expected one = new Expected(line, offer, new LinkedHashMap<>(), new LinkedHashMap<>());
            if (inPart || !one.isShort()) {
                take(one);
            }
            expected.add(one);
        }
        return expected;
    }

    private void take(Expected one) {
        long units = Math.min(one.line().quantity(), one.offer().sellable());
        List<NaiveOffer.Ingredient> counted = one.line().parts().stream()
                .filter(p -> p.counted() && one.offer().free().containsKey(p.sku())).toList();
        String place = wholeAt(one.offer(), counted, units);
        boolean split = place == null && channel.splitLines();
        for (NaiveOffer.Ingredient part : counted) {
            Map<String, Long> taken = new LinkedHashMap<>();
            long left = units * part.perUnit();
            for (String at : split ? shelves.shop.places(channel) : List.of(place == null ? fullest(one.offer(), counted) : place)) {
                long here = Math.min(left, one.offer().free().get(part.sku()).get(at));
                if (here > 0) {
                    taken.put(at, here);
                    shelves.take(part.sku(), at, here);
                    left -= here;
                }
            }
            one.taken().put(part.sku(), taken);
            draw(one, part.sku(), one.line().quantity() * part.perUnit());
        }
        boolean isBundle = one.line().parts().size() != 1 || !one.line().parts().get(0).sku().equals(one.line().sku());
        if (isBundle && !one.offer().free().isEmpty()) {
            draw(one, one.line().sku(), one.line().quantity());
        }
    }

    /** The first place that covers the whole line. */
    private String wholeAt(NaiveOffer offer, List<NaiveOffer.Ingredient> parts, long units) {
        return shelves.shop.places(channel).stream().filter(at -> parts.stream()
                .allMatch(p -> offer.free().get(p.sku()).get(at) >= units * p.perUnit())).findFirst().orElse(null);
    }

    /** The first of the places with units for most of the line. */
    private String fullest(NaiveOffer offer, List<NaiveOffer.Ingredient> parts) {
        String best = shelves.shop.places(channel).get(0);
        long whole = -1;
        long any = -1;
        for (String at : shelves.shop.places(channel)) {
            long wholeHere = parts.stream().mapToLong(p -> offer.free().get(p.sku()).get(at) / p.perUnit()).min().orElse(0);
            long anyHere = parts.stream().mapToLong(p -> offer.free().get(p.sku()).get(at)).sum();
            if (wholeHere > whole || wholeHere == 0 && whole == 0 && anyHere > any) {
                best = at;
                whole = wholeHere;
                any = anyHere;
            }
        }
        return best;
    }

    /** Its RESERVE first, then its PRESELL; a MANUAL channel in neither: the memberless ones. */
    private void draw(Expected one, String sku, long units) {
        List<Allocation> pots = new ArrayList<>();
        for (Purpose purpose : List.of(Purpose.RESERVE, Purpose.PRESELL)) {
            Allocation own = NaiveOffer.own(shelves, sku, purpose, channel);
            if (own != null) {
                pots.add(own);
            }
        }
        if (pots.isEmpty() && channel.kind() == Channel.Kind.MANUAL) {
            shelves.inForce(sku, Purpose.RESERVE).stream().filter(r -> r.members().isEmpty()).forEach(pots::add);
        }
        long left = units;
        for (Allocation pot : pots) {
            long drawn = Math.min(left, shelves.remaining(pot));
            if (drawn > 0) {
                shelves.draw(pot.id(), drawn);
                one.drawn().merge(pot.id(), drawn, Long::sum);
                left -= drawn;
            }
        }
    }
}
