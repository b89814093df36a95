package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lines of one order would take, decided before anything is taken. Lines that share a SKU, as two bundles may,
 * are checked on their sum: each is offered what those before it leave.
 */
final class Planning {

    private final Stock stock;
    private final Channel channel;
    private final Merchant merchant;
    private final Instant now;

    /** @param channel as this order sees it: an order that is picked up takes from its shop only */
    Planning(Stock stock, Channel channel, Merchant merchant, Instant now) {
        this.stock = stock;
        this.channel = channel;
        this.merchant = merchant;
        this.now = now;
    }

    /** So many units of what is made like that. */
    record Asked(long quantity, Recipe recipe) {}

    /**
     * One line's plan.
     *
     * @param units what the channel may have of it
     * @param taken for each ingredient, units by location
     * @param draws on allocations, for units covered physically as well
     */
    record Plan(Asked asked, Offer offer, long units, List<Map<String, Long>> taken, List<Draw> draws) {

        boolean isShort() {
            return units < asked.quantity();
        }
    }

    /** @param inPart whether a line that can't be had whole takes what it may */
    List<Plan> plan(List<Asked> lines, boolean inPart) {
        Set<ItemKey> shared = shared(lines);
        Stock left = shared.isEmpty() ? stock : stock.trying(shared);
        List<Plan> plans = new ArrayList<>(lines.size());
        for (Asked line : lines) {
            Plan plan = plan(left, line);
            plans.add(plan);
            if (!shared.isEmpty() && (inPart || !plan.isShort())) {
                Taking.tryOut(left, plan);
            }
        }
        return plans;
    }

    private Plan plan(Stock left, Asked line) {
        Offer offer = Offer.of(left, line.recipe(), channel, merchant, now);
        long units = Math.min(line.quantity(), offer.sellable());
        List<Routing.Need> needs = new ArrayList<>();
        List<Draw> draws = new ArrayList<>();
        if (line.recipe().isBundle() && line.recipe().isCounted()) {
            draw(draws, line.recipe().of(), offer.pots(), line.quantity());
        }
        for (Offer.Part part : offer.parts()) {
            Recipe.Ingredient ingredient = part.ingredient();
            if (ingredient.counted()) {
                needs.add(new Routing.Need(units * ingredient.perUnit(), ingredient.perUnit(), part.reach().within()));
                draw(draws, ingredient.item(), part.pots(), line.quantity() * ingredient.perUnit());
            }
        }
        return new Plan(line, offer, units, Routing.plan(needs, channel.splitLines()), draws);
    }

    /** What so many units draw on the pots, in their order. */
    static void draw(List<Draw> draws, ItemKey item, Pots pots, long units) {
        long left = units;
        for (Allocation pot : pots.drawnInOrder()) {
            long drawn = Math.min(left, pot.remaining());
            if (drawn > 0) {
                draws.add(new Draw(item.sku(), pot.id(), drawn));
                left -= drawn;
            }
        }
    }

    /** Items that concern more than one line, with the bundles that they sell: what these draw concerns the others. */
    private Set<ItemKey> shared(List<Asked> lines) {
        Set<ItemKey> seen = new HashSet<>();
        Set<ItemKey> shared = new HashSet<>();
        for (Asked line : lines) {
            concerned(line).stream().filter(item -> !seen.add(item)).forEach(shared::add);
        }
        if (!shared.isEmpty()) {
            shared.addAll(seen);
            lines.forEach(line -> shared.add(line.recipe().of()));
        }
        return shared;
    }

    /** What a line takes of, and what is set aside for its bundle, which may be made of something else by now. */
    private Set<ItemKey> concerned(Asked line) {
        ItemKey of = line.recipe().of();
        Set<ItemKey> items = new HashSet<>();
        line.recipe().ingredients().forEach(ingredient -> items.add(ingredient.item()));
        stock.item(of).components().forEach(component -> items.add(of.sibling(component.sku())));
        return items;
    }
}
