package io.holdfast.stock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.AdjustStock.To;
import io.holdfast.stock.ledger.Allocation.Adjust;
import io.holdfast.stock.ledger.Allocation.Purpose;
import io.holdfast.stock.ledger.Allocation.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A scenario as a table: one line a command, its outcome behind the bar. Words:
 *
 * <pre>
 * location S1                         one more location (W1 is there)
 * status TEA in|out                   a SKU that is not counted
 * bundle BOX TEA:2,JAM:1              a SKU that is made of others
 * archive TEA                         no longer sold
 * channel web ONLINE [at W1,S1] [split] [life PT5M|NEVER] [trigger ON_PAYMENT] [priority 1] [untracked]
 * settings [trigger T] [life D] [short REFUND] [override T minutes] [method NAME D]
 * reserve R web,b2b TEA 30 [USE_AVAILABLE] [from PT1M] [until PT9M]     members "-": none; a window counts from now
 * presell P web TEA 50 [USE_AVAILABLE]   buffer B web TEA 2   stop S web TEA   end R TEA
 * adjust TEA@W1 +5                    count TEA@W1 12 [expect 10]        snapshot TEA@W1 12 [open]
 *                                     several numbers, 0,12: as many lines of one
 * place web A-1 TEA:2,JAM:1 [life D] [method M] [pickup S1] [supersedes A-0]
 * sell till T-1 S1 TEA:1 [takefrom W1]
 * pay A-1 e1    fail A-1 e1    cancel A-1 e1    ship A-1 e1 [TEA:1]    refund A-1 e1    return A-1 e1 TEA:1 [to S1] [scrap]
 * transfer X W1 S1 TEA:5              inbound X S1 TEA:5                 receive X [TEA:3] [close]
 * tick PT1M
 * level TEA[@W1]   on hand/reserved/committed/available[+incoming]       order A-1   state and units of its lines
 * held A-1         units of each part by location
 * explain web TEA  the terms that add up to sellable
 * told             what channels were told since that was asked last     look TEA        tells what facts and time changed
 * sellable web TEA                    remaining R TEA
 * </pre>
 */
final class Scenario {

    private final World world = new World();
    private final Map<String, UUID> allocations = new HashMap<>();
    private final Map<String, UUID> orders = new HashMap<>();
    private final Map<String, UUID> shipments = new HashMap<>();

    static void run(String table) {
        new Scenario().play(table);
    }

    private void play(String table) {
        int number = 0;
        for (String line : table.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                String[] sides = line.split("\\|", 2);
                String outcome = execute(sides[0].strip().split("\\s+")).strip();
                if (sides.length > 1) {
                    assertEquals(sides[1].strip(), outcome, "line " + number + ": " + line.strip());
                }
            }
        }
    }

    private String execute(String[] w) {
        return switch (w[0]) {
            case "location" -> done(() -> world.locations.add(w[1]));
            case "archive" -> done(() -> world.archived.add(w[1]));
            case "status" -> status(w);
            case "channel" -> channel(w);
            case "settings" -> settings(w);
            case "bundle" -> done(() -> world.bundles.put(known(w[1]), wanted(w[2])));
            case "reserve", "presell", "buffer", "stop" -> allocate(w);
            case "end" -> done(() -> world.allocations.get(w[2]).remove(allocations.get(w[1])));
            case "adjust" -> adjust(w[1], To.CHANGED_BY, w);
            case "count" -> adjust(w[1], To.COUNTED, w);
            case "snapshot" -> adjust(w[1], has(w, "open") ? To.AVAILABLE : To.ON_HAND, w);
            case "place" -> placed(w[2], world.decide(new PlaceOrder(World.MERCHANT, UUID.randomUUID(), w[1], w[2], w[3], wanted(w[3]),
                    new PlaceOrder.Wishes(life(w), word(w, "method"), word(w, "pickup"), supersedes(w), null), "test")));
            case "sell" -> placed(w[2], world.decide(new SellOverCounter(World.MERCHANT, UUID.randomUUID(), w[1], w[2], w[4], w[3],
                    word(w, "takefrom"), wanted(w[4]), "test")));
            case "transfer" -> sent(w[1], new SendShipment(World.MERCHANT, UUID.randomUUID(), w[2], w[3], null, w[1], wanted(w[4]), "test"));
            case "inbound" -> sent(w[1], new SendShipment(World.MERCHANT, UUID.randomUUID(), null, w[2], null, w[1], wanted(w[3]), "test"));
            case "receive" -> tell(world.decide(new ReceiveShipment(World.MERCHANT, shipments.get(w[1]), UUID.randomUUID(),
                    w.length > 2 && w[2].contains(":") ? wanted(w[2]) : null, has(w, "close"), "test")));
            case "pay" -> tell(world.decide(new PayOrder(World.MERCHANT, orders.get(w[1]), w[2], "test")));
            case "fail" -> tell(world.decide(new FailPayment(World.MERCHANT, orders.get(w[1]), w[2], null, "test")));
            case "cancel" -> tell(world.decide(new CancelOrder(World.MERCHANT, orders.get(w[1]), w[2], null, "test")));
            case "refund" -> tell(world.decide(new RefundOrder(World.MERCHANT, orders.get(w[1]), w[2], "test")));
            case "expire" -> tell(world.decide(new ExpireOrder(World.MERCHANT, orders.get(w[1]))));
            case "ship" -> tell(world.decide(new FulfilOrder(World.MERCHANT, orders.get(w[1]), w[2], w.length > 3 ? wanted(w[3]) : null, "test")));
            case "return" -> tell(world.decide(new ReturnUnits(World.MERCHANT, orders.get(w[1]), w[2], returned(w), "test")));
            case "tick" -> done(() -> world.now = world.now.plus(Duration.parse(w[1])));
            case "level" -> level(w[1]);
            case "order" -> order(w[1]);
            case "held" -> held(w[1]);
            case "look" -> done(() -> world.decide(new Retell(World.MERCHANT, List.of(w[1]))));
            case "told" -> told();
            case "explain" -> explain(w[1], w[2]);
            case "sellable" -> sellable(world.offer(w[1], w[2]));
            case "remaining" -> String.valueOf(world.allocations.get(w[2]).get(allocations.get(w[1])).remaining());
            default -> throw new IllegalArgumentException("No such word: " + w[0]);
        };
    }

    private static String done(Runnable change) {
        change.run();
        return "";
    }

    private String status(String[] w) {
        world.tracking.put(w[1], Item.Tracking.STATUS);
        return done(w[2].equals("in") ? () -> world.inStock.add(w[1]) : () -> world.inStock.remove(w[1]));
    }

    private String channel(String[] w) {
        String at = word(w, "at");
        String trigger = word(w, "trigger");
        Long priority = number(w, "priority");
        world.channels.put(w[1], new Channel(w[1], Channel.Kind.valueOf(w[2]), at == null ? null : List.of(at.split(",")),
                has(w, "split"), trigger == null ? null : Trigger.valueOf(trigger), life(w), !has(w, "untracked"),
                priority == null ? 100 : priority.intValue(), world.channels.size() + 1));
        return "";
    }

    private String settings(String[] w) {
        Settings old = world.settings;
        String override = word(w, "override");
        Map<String, Life> methods = new HashMap<>(old.paymentMethods());
        if (has(w, "method")) {
            methods.put(word(w, "method"), new Life(Duration.parse(w[Arrays.asList(w).indexOf("method") + 2])));
        }
        world.settings = new Settings(
                has(w, "trigger") ? Trigger.valueOf(word(w, "trigger")) : old.trigger(),
                has(w, "life") ? life(w) : old.unpaidLife(),
                has(w, "short") ? Settings.OnShortage.valueOf(word(w, "short")) : old.onShortage(),
                override == null ? old.override() : new Trigger.Override(Trigger.valueOf(override), world.now,
                        world.now.plus(Duration.ofMinutes(Long.parseLong(w[Arrays.asList(w).indexOf("override") + 2])))),
                methods);
        return "";
    }

    private String allocate(String[] w) {
        Purpose purpose = Purpose.valueOf(w[0].toUpperCase(Locale.ROOT));
        UUID id = id("allocation " + w[1]);
        boolean again = allocations.put(w[1], id) != null;
        Map<UUID, Allocation> ofSku = world.allocations.computeIfAbsent(known(w[3]), k -> new TreeMap<>());
        Window window = new Window(has(w, "from") ? later(word(w, "from")) : null, has(w, "until") ? later(word(w, "until")) : null);
        ofSku.put(id, new Allocation(id, purpose, w[2].equals("-") ? List.of() : List.of(w[2].split(",")),
                purpose == Purpose.STOP ? 0 : Long.parseLong(w[4]), has(w, "USE_AVAILABLE") ? Adjust.USE_AVAILABLE : Adjust.FOLLOW, window,
                again ? ofSku.get(id).drawn() : 0, again ? ofSku.get(id).position() : allocations.size()));
        return "";
    }

    private Instant later(String time) {
        return world.now.plus(Duration.parse(time));
    }

    private String adjust(String place, To to, String[] w) {
        known(sku(place));
        List<AdjustStock.Line> lines = Arrays.stream(w[2].split(","))
                .map(units -> new AdjustStock.Line(sku(place), place(place), to, Long.parseLong(units), number(w, "expect"))).toList();
        Outcome.Adjusted outcome = (Outcome.Adjusted) world.decide(new AdjustStock(World.MERCHANT, UUID.randomUUID(), lines, false, "test", "test"));
        return outcome.results().stream()
                .map(result -> result.status() == AdjustStock.Status.DONE ? String.valueOf(result.onHand()) : result.status().name())
                .collect(Collectors.joining(","));
    }

    private String known(String sku) {
        world.tracking.putIfAbsent(sku, Item.Tracking.QUANTITY);
        return sku;
    }

    private UUID supersedes(String[] w) {
        String old = word(w, "supersedes");
        return old == null ? null : orders.getOrDefault(old, new UUID(0, 9));
    }

    private String sent(String name, SendShipment command) {
        Outcome outcome = world.decide(command);
        shipments.put(name, command.id());
        return tell(outcome).strip();
    }

    private String placed(String reference, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            orders.put(reference, done.order().id());
        }
        return tell(outcome).strip();
    }

    private String level(String place) {
        Map<String, Level> levels = world.levels.getOrDefault(sku(place), Map.of());
        Level level = place.contains("@") ? levels.getOrDefault(place(place), Level.ZERO) : Level.sum(levels.values());
        return level.onHand() + "/" + level.reserved() + "/" + level.committed() + "/" + level.available()
                + (level.incoming() == 0 ? "" : "+" + level.incoming());
    }

    private String order(String reference) {
        Order order = world.orders.get(orders.get(reference));
        if (order == null) {
            return "none";
        }
        StringBuilder text = new StringBuilder(order.state().name());
        for (OrderLine line : order.lines()) {
            text.append(' ').append(line.sku()).append(" r").append(line.reserved()).append(" c").append(line.committed())
                    .append(" f").append(line.fulfilled()).append(" b").append(line.backordered());
        }
        return text.toString();
    }

    private String held(String reference) {
        List<String> held = new ArrayList<>();
        world.orders.get(orders.get(reference)).lines().forEach(line -> line.parts().forEach(part -> part.holds().stream()
                .filter(hold -> hold.open() > 0).forEach(hold -> held.add(part.sku() + "@" + hold.location() + ":" + hold.open()))));
        return String.join(" ", held);
    }

    private String explain(String channel, String sku) {
        Stock stock = world.stock();
        Explanation explanation = Explanation.of(stock, stock.item(new ItemKey(World.MERCHANT, sku)), world.channels.get(channel), world.merchant(), world.now);
        assertEquals(explanation.sellable(), explanation.terms().stream().mapToLong(Explanation.Term::quantity).sum(), "R48 the terms add up");
        return explanation.terms().stream().map(t -> t.term() + " " + t.quantity() + " " + t.because()).collect(Collectors.joining("; "));
    }

    private String told() {
        List<String> news = new ArrayList<>();
        world.news.forEach(n -> n.sellable().forEach((channel, units) -> news.add(channel + " " + n.item().key().sku() + " " + units)));
        world.news.clear();
        return String.join(", ", news);
    }

    private static String sellable(Offer offer) {
        return offer.isUnlimited() ? "unlimited" : String.valueOf(offer.sellable());
    }

    private static String tell(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.order().state() + (done.repeated() ? " again" : "");
        }
        if (outcome instanceof Outcome.Sent sent) {
            return (sent.shipment().closed() ? "closed" : "open") + String.join("", sent.shipment().lines().stream()
                    .map(l -> " " + l.sku() + " " + l.received() + "/" + l.quantity() + (l.missing() > 0 ? " missing " + l.missing() : "")).toList());
        }
        return tell(((Outcome.Refused) outcome).reason());
    }

    private static String tell(Refusal refusal) {
        if (refusal instanceof Refusal.InsufficientStock missing) {
            return "short " + shortLines(missing.lines());
        }
        if (refusal instanceof Refusal.TooMany many) {
            return many.code() + " " + String.join(" ", many.lines().stream().map(l -> l.sku() + ":" + l.requested() + ">" + l.possible()).toList());
        }
        if (refusal instanceof Refusal.AlreadyResolved resolved) {
            return "conflict " + resolved.state();
        }
        if (refusal instanceof Refusal.Unknown unknown) {
            return "unknown " + unknown.what() + " " + String.join(",", unknown.names());
        }
        if (refusal instanceof Refusal.CannotSupersede no) {
            return "can't supersede: " + no.why();
        }
        if (refusal instanceof Refusal.NotCounted others) {
            return "not counted " + String.join(",", others.skus());
        }
        if (refusal instanceof Refusal.ShipmentClosed) {
            return "closed already";
        }
        return refusal instanceof Refusal.ReferenceReused ? "reference reused" : "not over the counter";
    }

    private static String shortLines(List<Refusal.InsufficientStock.Short> lines) {
        return String.join(" ", lines.stream().map(l -> l.sku() + ":" + l.requested() + ">" + l.sellable()
                + (l.components().isEmpty() ? "" : " (" + shortLines(l.components()) + ")")).toList());
    }

    private static List<ReturnUnits.Line> returned(String[] w) {
        return wanted(w[3]).stream().map(l -> new ReturnUnits.Line(l.sku(), l.quantity(), !has(w, "scrap"), word(w, "to"))).toList();
    }

    private static List<Wanted> wanted(String text) {
        List<Wanted> lines = new ArrayList<>();
        for (String line : text.split(",")) {
            lines.add(new Wanted(line.split(":")[0], Long.parseLong(line.split(":")[1])));
        }
        return lines;
    }

    private static Life life(String[] w) {
        String life = word(w, "life");
        return life == null ? null : life.equals("NEVER") ? Life.NEVER : new Life(Duration.parse(life));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String sku(String place) {
        return place.split("@")[0];
    }

    private static String place(String place) {
        return place.split("@")[1];
    }

    private static boolean has(String[] words, String word) {
        return Arrays.asList(words).contains(word);
    }

    private static String word(String[] words, String before) {
        int at = Arrays.asList(words).indexOf(before);
        return at < 0 ? null : words[at + 1];
    }

    private static Long number(String[] words, String before) {
        String word = word(words, before);
        return word == null ? null : Long.valueOf(word);
    }
}
