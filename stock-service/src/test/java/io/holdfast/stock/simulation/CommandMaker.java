package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.CancelOrder;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.CoverWaiting;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.FailPayment;
import io.holdfast.stock.ledger.FulfilOrder;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.OrderEvent.Kind;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.RefundOrder;
import io.holdfast.stock.ledger.Retell;
import io.holdfast.stock.ledger.ReturnUnits;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is asked of one merchant's stock at random; late, twice, in any order, and of things that belong to somebody else. */
final class CommandMaker {

    private static final int REFERENCES = 400;

    private final Shop shop;
    private final Chance chance;
    /** The most units that come at once: where few come, many wait for them. */
    private final int most;
    /** As they were last heard of: what expired meanwhile is paid late. */
    private final Map<UUID, Order> known = new HashMap<>();
    private final List<UUID> orders = new ArrayList<>();
    private final List<UUID> shipments = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();

    CommandMaker(Shop shop, Chance chance) {
        this.shop = shop;
        this.chance = chance;
        this.most = chance.oneIn(2) ? 4 : 12;
    }

    /** @param stranger another merchant, whose orders and shipments are asked for now and then */
    Command next(Instant now, CommandMaker stranger) {
        Command command = !sent.isEmpty() && chance.oneIn(12) ? again() : fresh(now, chance.oneIn(25) ? stranger : this);
        sent.add(command);
        return command;
    }

    /** What the command brought about is what later ones are about. */
    void learn(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            if (known.put(done.order().id(), done.order()) == null) {
                orders.add(done.order().id());
            }
        } else if (outcome instanceof Outcome.Sent done && !shipments.contains(done.shipment().id())) {
            shipments.add(done.shipment().id());
        }
    }

    /** The very same once more, or the same reference with another id, or with other content. */
    private Command again() {
        Command old = sent.get(Math.max(0, sent.size() - 1 - chance.below(30)));
        if (old instanceof PlaceOrder p && chance.oneIn(2)) {
            return new PlaceOrder(p.merchant(), chance.id(), p.channel(), p.reference(), chance.oneIn(3) ? "other" : p.content(), p.lines(), p.wishes(), p.actor());
        }
        return old;
    }

    private Command fresh(Instant now, CommandMaker whose) {
        String m = shop.merchant;
        if (sent.size() < 4) {
            return adjust();
        }
        if (whose.orders.isEmpty()) {
            return place(now);
        }
        String event = "e" + chance.below(200);
        return switch (chance.below(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> place(now);
            case 12 -> sale();
            case 13, 14, 15, 16, 17, 18 -> new PayOrder(m, whose.order(Kind.PAYMENT), event, "t");
            case 19 -> new FailPayment(m, whose.order(Kind.FAILURE), event, null, "t");
            case 20, 21 -> new CancelOrder(m, whose.order(Kind.CANCELLATION), event, null, "t");
            case 22, 23, 24 -> fulfilment(whose.order(Kind.FULFILMENT), event);
            case 25 -> new RefundOrder(m, whose.order(Kind.REFUND), event, "t");
            case 26, 27 -> returned(whose.order(Kind.RETURN), event);
            case 28 -> chance.oneIn(2) ? new ExpireOrder(m, recent(whose.orders))
                    : chance.oneIn(2) ? new Retell(m, FactMaker.SKUS) : new CoverWaiting(m, FactMaker.SKUS);
            case 29, 30 -> new SendShipment(m, chance.id(), chance.rarely(2, location()), location(), null, "s", singles(), "t");
            case 31, 32, 33 -> new ReceiveShipment(m, whose.shipments.isEmpty() ? chance.id() : recent(whose.shipments), chance.id(),
                    chance.oneIn(2) ? null : singles(), chance.oneIn(4), "t");
            default -> adjust();
        };
    }

    /** Mostly one that this may happen to, as far as was heard. */
    private UUID order(Kind kind) {
        UUID order = recent(orders);
        for (int tries = chance.below(6); tries > 0 && StateTable.after(known.get(order), kind).isEmpty(); tries--) {
            order = recent(orders);
        }
        return order;
    }

    private Command fulfilment(UUID order, String event) {
        return new FulfilOrder(shop.merchant, order, event, chance.oneIn(2) ? null : some(order), "t");
    }

    /** One unit of one of its lines, or of something else. */
    private List<Wanted> some(UUID order) {
        return known.containsKey(order) && !chance.oneIn(8) ? List.of(new Wanted(chance.of(known.get(order).lines()).sku(), chance.between(1, 2))) : lines(2);
    }

    private Command place(Instant now) {
        UUID before = orders.isEmpty() ? null : chance.rarely(6, order(Kind.SUPERSESSION));
        String channel = before != null && !chance.oneIn(4) ? known.get(before).placement().channel() : chance.of(List.copyOf(shop.channels.keySet()));
        List<Wanted> lines = lines(2);
        Instant occurred = chance.rarely(4, now.minus(Duration.ofHours(1)));
        PlaceOrder.Wishes wishes = new PlaceOrder.Wishes(chance.rarely(6, new Life(Duration.ofMinutes(chance.between(1, 90)))),
                chance.rarely(6, chance.of(List.of("card", "SLOW", "Boleto", "cash"))), chance.rarely(8, location()),
                before, occurred);
        return new PlaceOrder(shop.merchant, chance.id(), channel, "r" + chance.below(REFERENCES), lines + "" + wishes, lines, wishes, "t");
    }

    private Command sale() {
        List<Wanted> lines = lines(2);
        String channel = chance.oneIn(20) ? "web" : "till";
        return new SellOverCounter(shop.merchant, chance.id(), channel, "r" + chance.below(REFERENCES), "sold " + lines, location(),
                chance.rarely(3, location()), lines, "t");
    }

    private Command returned(UUID order, String event) {
        List<ReturnUnits.Line> lines = some(order).stream().map(l -> new ReturnUnits.Line(l.sku(), l.quantity(), chance.oneIn(2),
                chance.rarely(2, location()))).toList();
        return new ReturnUnits(shop.merchant, order, event, lines, "t");
    }

    private Command adjust() {
        List<AdjustStock.Line> lines = new ArrayList<>();
        boolean isSnapshot = chance.oneIn(8);
        for (long i = chance.between(1, 3); i > 0; i--) {
            AdjustStock.To to = isSnapshot ? AdjustStock.To.AVAILABLE : chance.oneIn(2) ? AdjustStock.To.CHANGED_BY
                    : chance.of(List.of(AdjustStock.To.COUNTED, AdjustStock.To.ON_HAND));
            long units = to == AdjustStock.To.CHANGED_BY ? chance.between(-2, most) : chance.between(0, most + 4);
            lines.add(new AdjustStock.Line(chance.of(chance.oneIn(8) ? FactMaker.SKUS : FactMaker.SINGLE), location(), to, units,
                    to == AdjustStock.To.COUNTED ? chance.rarely(3, chance.between(0, 4)) : null));
        }
        return new AdjustStock(shop.merchant, chance.id(), lines, chance.oneIn(3), "counted", "t");
    }

    private List<Wanted> lines(int most) {
        List<Wanted> lines = new ArrayList<>();
        for (long i = chance.between(1, most); i > 0; i--) {
            lines.add(new Wanted(chance.of(FactMaker.SKUS), chance.between(1, 4)));
        }
        return lines;
    }

    /** Of what mostly has stock of its own. */
    private List<Wanted> singles() {
        return chance.oneIn(8) ? lines(2) : List.of(new Wanted(chance.of(List.of("TEA", "JAM", "HAM")), chance.between(1, 5)));
    }

    private String location() {
        return chance.of(shop.locations);
    }

    /** Mostly of the last ones, now and then an old one. */
    private UUID recent(List<UUID> all) {
        return chance.oneIn(5) ? chance.of(all) : all.get(Math.max(0, all.size() - 1 - chance.below(12)));
    }
}
