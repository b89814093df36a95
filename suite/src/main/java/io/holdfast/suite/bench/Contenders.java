package io.holdfast.suite.bench;

import static io.holdfast.suite.bench.Ground.CONNECTIONS;
import static io.holdfast.suite.bench.Ground.IN_FLIGHT;
import static io.holdfast.suite.bench.Ground.MANY;
import static io.holdfast.suite.bench.Ground.ONE;

import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Who is compared, in the order in which each round runs them. */
final class Contenders {

    private static final int FEW = 16;
    private static final double LIGHT = 0.5;

    private final BenchOptions options;
    private final Ground ground;
    private final List<Contender> chosen = new ArrayList<>();

    private Contenders(BenchOptions options, Ground ground) {
        this.options = options;
        this.ground = ground;
    }

    static List<Contender> chosen(BenchOptions options, Ground ground) {
        Contenders contenders = new Contenders(options, ground);
        contenders.underLoad();
        contenders.alone();
        return contenders.chosen;
    }

    private void underLoad() {
        if (options.has(Measure.HOT)) {
            orders(Contender.HOT, "orders, one hot SKU, 64 connections", 1, ONE, CONNECTIONS);
        }
        if (options.has(Measure.INTERACTIVE)) {
            transactions(Contender.INTERACTIVE_16, "a transaction each, one hot SKU, 16 clients", Job.Way.INTERACTIVE, FEW);
            transactions(Contender.INTERACTIVE_64, "a transaction each, one hot SKU, 64 clients", Job.Way.INTERACTIVE, CONNECTIONS);
        }
        if (options.has(Measure.ENGINE)) {
            engine(Contender.ENGINE, "engine alone, one hot SKU", 1, ONE, IN_FLIGHT);
        }
        if (options.has(Measure.ONE_STATEMENT)) {
            transactions(Contender.ONE_STATEMENT_16, "a function call each, one hot SKU, 16 clients", Job.Way.ONE_STATEMENT, FEW);
        }
        if (options.has(Measure.WIDE)) {
            orders(Contender.WIDE, "orders, 10,000 SKUs, 64 connections", 1, MANY, CONNECTIONS);
        }
        if (options.has(Measure.ENGINE) && options.has(Measure.WIDE)) {
            engine(Contender.ENGINE_WIDE, "engine alone, 10,000 SKUs", 1, MANY, IN_FLIGHT);
        }
        if (options.has(Measure.HTTP)) {
            add(Contender.HTTP, "plain POST, nothing behind it, 64 connections", (refs, s) -> ground.plain(refs, CONNECTIONS, s));
        }
        if (options.has(Measure.FLOOR)) {
            add(Contender.FLOOR_HTTP, "plain POST through a plain proxy, 64 connections", (refs, s) -> ground.proxied(refs, CONNECTIONS, s));
            engine(Contender.FLOOR_ENGINE, "engine alone, one hot SKU, 64 in flight", LIGHT, ONE, CONNECTIONS);
        }
        if (options.has(Measure.HOP)) {
            orders(Contender.HOP_GATEWAY, "orders through the gateway, one hot SKU, 64 connections", 1, ONE, CONNECTIONS);
            chosen.add(new Contender(Contender.HOP_STRAIGHT, "the same straight at the stock service", 1, true,
                    (refs, s) -> ground.ordersWithoutGateway(ONE, refs, CONNECTIONS, 0, s)));
        }
    }

    private void alone() {
        if (options.has(Measure.LOW)) {
            orders(Contender.LOW_ORDER, "orders, one client", LIGHT, ONE, 1);
            engine(Contender.LOW_ENGINE, "engine alone, one client", LIGHT, ONE, 1);
            transactions(Contender.LOW_TRANSACTION, "a transaction each, one client", Job.Way.INTERACTIVE, 1);
            add(Contender.LOW_HOP, "plain POST, one client", (refs, s) -> ground.plain(refs, 1, s));
        }
    }

    private void orders(String id, String title, double weight, Stock stock, int connections) {
        chosen.add(new Contender(id, title, weight, true, (refs, s) -> ground.orders(stock, refs, connections, 0, s)));
    }

    private void engine(String id, String title, double weight, Stock stock, int inFlight) {
        chosen.add(new Contender(id, title, weight, false, (refs, s) -> ground.engine(ground.bare(), stock, refs, inFlight, s)));
    }

    private void transactions(String id, String title, Job.Way way, int clients) {
        add(id, title, (refs, s) -> ground.transactions(way, refs, clients, s));
    }

    private void add(String id, String title, BiFunction<String, Double, Sample> load) {
        chosen.add(new Contender(id, title, LIGHT, false, load));
    }
}
