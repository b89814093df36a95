package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Recipe.Ingredient;
import io.holdfast.stock.ledger.Refusal.InsufficientStock;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The buyer stands in the shop with the goods in hand: a fact, never refused for lack of stock nor by allocations.
 * Available may go negative, which is told.
 *
 * @param id the order's, if it is accepted
 * @param content canonical form of the request
 * @param takeFrom where the units are, if not in the shop: there they must be free, and leave first; null: in the shop
 */
public record SellOverCounter(String merchant, UUID id, String channel, String reference, String content, String location,
        String takeFrom, List<Wanted> lines, String actor) implements Command {

    public SellOverCounter {
        lines = Placing.addedUp(lines);
    }

    @Override
    public List<String> skus() {
        return lines.stream().map(Wanted::sku).toList();
    }

    /** What passes through the shop is sold there. */
    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book) {
        Channel till = book.merchant(merchant).channels().get(channel);
        if (till == null) {
            return Refusal.unknown(What.CHANNEL, List.of(channel));
        }
        if (till.kind() != Channel.Kind.POS) {
            return Outcome.refused(new Refusal.NotOverTheCounter(channel));
        }
        return Placing.unknownLocation(book, merchant, location)
                .or(() -> Placing.unknownLocation(book, merchant, takeFrom))
                .or(() -> Placing.placedBefore(book, merchant, id, channel, reference, content))
                // What is in the buyer's hand was for sale, archived or not.
                .or(() -> Placing.unknownSkus(book, merchant, lines, item -> true))
                .or(() -> notFreeElsewhere(book, till))
                .orElseGet(() -> sell(book, till));
    }

    /** The refusal if units are to be taken from a place where they are not free. */
    private Optional<Outcome> notFreeElsewhere(Book book, Channel till) {
        if (takeFrom == null) {
            return Optional.empty();
        }
        Map<ItemKey, Long> left = new HashMap<>();
        List<InsufficientStock.Short> missing = new ArrayList<>();
        for (Wanted line : lines) {
            List<Ingredient> counted = recipe(book, till, line).ingredients().stream().filter(Ingredient::counted).toList();
            long possible = counted.stream().mapToLong(i -> left.computeIfAbsent(i.item(), k -> book.item(k).at(takeFrom).free())
                    / i.perUnit()).min().orElse(line.quantity());
            counted.forEach(i -> left.merge(i.item(), -Math.min(possible, line.quantity()) * i.perUnit(), Long::sum));
            if (possible < line.quantity()) {
                missing.add(new InsufficientStock.Short(line.sku(), line.quantity(), possible, List.of()));
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(new InsufficientStock(missing)));
    }

    private Outcome sell(Book book, Channel till) {
        Trigger trigger = Trigger.inForce(book.merchant(merchant).settings(), till, book.now());
        Order.Placement placement = new Order.Placement(channel, reference, content, trigger, false, null, null, actor, book.now(), null);
        Order order = new Order(id, merchant, placement, State.FULFILLED, null, true,
                lines.stream().map(line -> sell(book, till, line)).toList());
        book.put(order, OrderEvent.byItself(order, OrderEvent.Kind.SALE, actor));
        return Outcome.done(order);
    }

    private OrderLine sell(Book book, Channel till, Wanted wanted) {
        Recipe recipe = recipe(book, till, wanted);
        OrderLine line = OrderLine.holdingNothing(wanted.quantity(), recipe);
        // Not refused by allocations, but what is set aside for the till is used up by what it sells.
        List<Draw> draws = new ArrayList<>();
        for (Ingredient ingredient : recipe.ingredients()) {
            if (ingredient.counted()) {
                draw(book, till, draws, ingredient.item(), wanted.quantity() * ingredient.perUnit());
            }
        }
        if (recipe.isBundle() && recipe.isCounted()) {
            draw(book, till, draws, recipe.of(), wanted.quantity());
        }
        return line.withEachPart(part -> sell(book, part, wanted.quantity() * part.perUnit())).with(draws);
    }

    private void draw(Book book, Channel till, List<Draw> draws, ItemKey key, long units) {
        List<Draw> drawn = new ArrayList<>();
        Planning.draw(drawn, key, Pots.of(book.item(key), till, book.now()), units);
        drawn.forEach(draw -> book.item(key).draw(draw.allocation(), draw.quantity()));
        draws.addAll(drawn);
    }

    private Part sell(Book book, Part part, long units) {
        if (part.counted()) {
            Item item = book.item(new ItemKey(merchant, part.sku()));
            if (takeFrom != null) {
                book.move(item, takeFrom, Change.onHand(-units), Movement.Kind.TRANSFER, id, null, actor);
                book.move(item, location, Change.onHand(units), Movement.Kind.TRANSFER, id, null, actor);
            }
            book.move(item, location, Change.onHand(-units), Movement.Kind.SALE, id, null, actor);
        }
        return part.holding(List.of(new Hold(part.counted() ? location : null, 0, 0, units)), 0);
    }

    private Recipe recipe(Book book, Channel till, Wanted line) {
        return Recipe.of(book.stock(), book.item(new ItemKey(merchant, line.sku())), till);
    }
}
