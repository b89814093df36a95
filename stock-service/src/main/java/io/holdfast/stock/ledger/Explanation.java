package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Allocation.Adjust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a channel may sell what it may sell: every term of the formula with its number, adding up, for people to read.
 *
 * @param sellable units; {@link Offer#UNLIMITED} where nothing is counted
 */
public record Explanation(long sellable, List<Term> terms) {

    /**
     * @param term its short name
     * @param quantity what it adds or takes, in units; 0 where it only says something
     */
    public record Term(String term, long quantity, String because) {}

    public boolean isUnlimited() {
        return sellable == Offer.UNLIMITED;
    }

    public static Explanation of(Stock stock, Item item, Channel channel, Merchant merchant, Instant now) {
        Offer offer = Offer.of(stock, item, channel, merchant, now);
        Writer writer = new Writer(stock, channel, merchant);
        if (offer.parts().isEmpty()) {
            writer.nothing(item, now);
        } else if (offer.isUnlimited()) {
            writer.say("uncounted", 0, channel.tracksStock() ? "tracked by status, and in stock" : "the channel does not touch stock");
        } else if (item.isBundle()) {
            writer.bundle(offer);
        } else {
            writer.part(offer.parts().get(0), writer.place(offer));
        }
        return new Explanation(offer.sellable(), List.copyOf(writer.terms));
    }

    private record Writer(Stock stock, Channel channel, Merchant merchant, List<Term> terms) {

        private Writer(Stock stock, Channel channel, Merchant merchant) {
            this(stock, channel, merchant, new ArrayList<>());
        }

        private void say(String term, long quantity, String because) {
            terms.add(new Term(term, quantity, because));
        }

        /** What is left out where it is nothing. */
        private void count(String term, long quantity, String because) {
            if (quantity != 0) {
                say(term, quantity, because);
            }
        }

        private void nothing(Item item, Instant now) {
            List<String> missing = Recipe.missing(stock, item.key(), i -> !i.isArchived());
            if (!missing.isEmpty()) {
                say("archived", 0, "no longer sold: " + String.join(", ", missing));
                return;
            }
            List<Item> all = new ArrayList<>(List.of(item));
            item.components().forEach(c -> all.add(stock.item(item.key().sibling(c.sku()))));
            for (Item one : all) {
                if (Pots.of(one, channel, now).stopped()) {
                    say("stop", 0, "sales of " + one.key().sku() + " are stopped for " + channel.code());
                } else if (!one.isCounted() && !one.isInStock()) {
                    say("status", 0, one.key().sku() + " is set to out of stock by hand");
                }
            }
        }

        /** The one location that the units come from; null where the channel takes from several. */
        private String place(Offer offer) {
            List<String> locations = channel.locationsIn(merchant);
            if (channel.splitLines() || locations.isEmpty()) {
                return null;
            }
            return locations.stream().reduce((best, next) -> offer.wholeAt(next) > offer.wholeAt(best) ? next : best).orElseThrow();
        }

        /** Adds up to what may be sold of one ingredient; returns that. */
        private long part(Offer.Part part, String place) {
            Item item = stock.item(part.ingredient().item());
            List<String> places = place == null ? channel.locationsIn(merchant) : List.of(place);
            places.forEach(location -> level(item, location, part.reach()));
            if (place != null) {
                channel.locationsIn(merchant).stream().filter(l -> !l.equals(place) && part.reach().at(l) > 0).forEach(l ->
                        say("elsewhere", 0, part.reach().at(l) + " more at " + l + ", but the channel takes a line from one location"));
            }
            long reach = place == null ? part.reach().everywhere() : part.reach().at(place);
            long open = place == null ? part.reach().openEverywhere() : part.reach().openAt(place);
            pots(part.pots(), reach, open);
            return part.pots().sellable(reach, open);
        }

        private void level(Item item, String location, Reach reach) {
            Level level = item.at(location);
            String at = " at " + location;
            say("onHand", level.onHand(), item.key().sku() + " on hand" + at);
            count("reserved", -level.reserved(), "held by unpaid orders" + at);
            count("committed", -level.committed(), "held by paid orders" + at);
            count("belowZero", level.free() - level.available(), "fewer than none" + at + " counts as none");
            reach.toOthers().stream().filter(grant -> grant.location().equals(location)).forEach(grant ->
                    count("setAside", -grant.units(), "set aside" + at + " for " + forWhom(grant, item)));
        }

        private static String forWhom(Reach.Grant grant, Item item) {
            String members = grant.reserve().members().isEmpty() ? "nobody in particular" : String.join(", ", grant.reserve().members());
            return grant.of().equals(item.key()) ? members : members + ", in " + grant.of().sku();
        }

        private void pots(Pots pots, long reach, long open) {
            if (pots.reserve() != null) {
                say("reserve", pots.ofReserve(reach) - reach, remaining("reserve", pots.reserve()));
            }
            if (pots.presell() != null) {
                say("presell", pots.ofPresell(open) - (pots.reserve() == null ? reach : 0), remaining("presale", pots.presell()));
            }
            count("buffer", -Math.min(pots.buffer(), pots.allowed(reach, open)), "kept back from " + channel.code() + " as a buffer of " + pots.buffer());
        }

        private static String remaining(String name, Allocation pot) {
            return "of its " + name + " " + pot.remaining() + " of " + pot.quantity() + " remain"
                    + (pot.adjust() == Adjust.FOLLOW ? ", to be sold whatever is there" : "");
        }

        private void bundle(Offer offer) {
            String place = place(offer);
            Offer.Part scarcest = offer.parts().stream().filter(part -> part.reach() != null)
                    .reduce((least, next) -> whole(next, place) < whole(least, place) ? next : least).orElseThrow();
            long units = part(scarcest, place);
            long whole = units / scarcest.ingredient().perUnit();
            say("bundle", whole - units, "each takes " + scarcest.ingredient().perUnit() + " of " + scarcest.ingredient().item().sku());
            offer.parts().stream().filter(part -> part != scarcest && part.reach() != null).forEach(part ->
                    say("component", 0, part.ingredient().item().sku() + " would be enough for " + whole(part, place)));
            long allowed = Math.min(whole, offer.pots().allowed(whole, whole));
            count("allocation", allowed - whole, "more are not set aside or sold ahead of the bundle itself");
            count("buffer", -Math.min(offer.pots().buffer(), allowed), "kept back from " + channel.code() + " as a buffer of " + offer.pots().buffer());
        }

        private static long whole(Offer.Part part, String place) {
            return place == null ? part.whole() : part.wholeAt(place);
        }
    }
}
