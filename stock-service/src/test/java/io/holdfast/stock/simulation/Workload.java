package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several merchants at once, two of them twins: the same SKUs, channels and references. Time goes on in between. */
final class Workload {

    static final Instant BEGIN = Instant.parse("2100-01-01T12:00:00Z");

    final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Map<String, FactMaker> facts = new LinkedHashMap<>();
    private final Map<String, CommandMaker> commands = new LinkedHashMap<>();
    private final List<Fact> opening = new ArrayList<>();
    private final Chance chance;
    private Instant now = BEGIN;

    /** @param name what the merchants' names begin with */
    Workload(long seed, String name) {
        chance = new Chance(seed);
        Chance ofTwins = new Chance(seed);
        Chance ofOther = new Chance(seed);
        for (String merchant : List.of(name + "-a", name + "-b", name + "-c")) {
            Shop shop = new Shop(merchant);
            shops.put(merchant, shop);
            opening.addAll(new FactMaker(shop, merchant.endsWith("b") ? ofTwins : merchant.endsWith("a") ? ofOther : chance).opening());
            facts.put(merchant, new FactMaker(shop, chance));
            commands.put(merchant, new CommandMaker(shop, chance));
        }
        opening.forEach(fact -> shops.get(fact.merchant()).learn(fact));
    }

    List<Fact> opening() {
        return opening;
    }

    Instant now() {
        return now;
    }

    /** Whether time went on. */
    boolean passes() {
        if (!chance.oneIn(8)) {
            return false;
        }
        now = now.plus(chance.oneIn(15) ? Duration.ofDays(6) : Duration.ofMinutes(1 + chance.below(50)));
        return true;
    }

    /** An edit of a merchant's facts, or null. */
    Fact edit() {
        if (!chance.oneIn(3)) {
            return null;
        }
        Fact fact = facts.get(anyone()).edit(now);
        shops.get(fact.merchant()).learn(fact);
        return fact;
    }

    Command command() {
        return commands.get(anyone()).next(now, commands.get(anyone()));
    }

    void learn(Command command, Outcome outcome) {
        commands.get(command.merchant()).learn(outcome);
    }

    Chance chance() {
        return chance;
    }

    private String anyone() {
        return chance.of(List.copyOf(shops.keySet()));
    }
}
