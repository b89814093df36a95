package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import java.util.ArrayList;
import java.util.List;

/** The engine on a database that has seen years, beside the engine on one that has seen minutes, round by round. */
final class Growth {

    private static final int SKUS = 1_000_000;
    private static final int ORDERS = 10_000_000;
    private static final int BRIEF_SHARE = 10;
    private static final double WARM_UP_SECONDS = 10;
    private static final double MARK = 0.8;

    private final Suite suite;
    private final Ground ground;
    private final Say say;

    Growth(Suite suite, Ground ground, Say say) {
        this.suite = suite;
        this.ground = ground;
        this.say = say;
    }

    void measure(Report report, BenchOptions options) {
        int share = options.brief() ? BRIEF_SHARE : 1;
        Stock many = new Stock(Ground.MANY.name(), SKUS / share);
        int orders = ORDERS / share;
        say.line("  filling a database with %,d SKUs and %,d orders", many.skus(), orders);
        Database empty = BareStock.create(suite::database, "empty", Ground.ONE, Ground.MANY);
        Database grown = BareStock.create(suite::database, "grown", Ground.ONE, many);
        GrownOrders.fill(grown, many, orders, done -> say.line("    %,d of %,d orders", done, orders));
        compare(report, options, "one hot SKU", new Database[] {empty, grown}, Ground.ONE, Ground.ONE);
        compare(report, options, "many SKUs", new Database[] {empty, grown}, Ground.MANY, many);
    }

    private void compare(Report report, BenchOptions options, String what, Database[] databases, Stock small, Stock large) {
        List<Double> ratios = new ArrayList<>();
        ground.engine(databases[0], small, "w-" + what + "-", Ground.IN_FLIGHT, WARM_UP_SECONDS);
        ground.engine(databases[1], large, "w-" + what + "-", Ground.IN_FLIGHT, WARM_UP_SECONDS);
        for (int round = 1; round <= options.rounds(); round++) {
            String references = "g-" + what + round + "-";
            Sample before = ground.engine(databases[0], small, references, Ground.IN_FLIGHT, options.roundSeconds());
            Sample after = ground.engine(databases[1], large, references, Ground.IN_FLIGHT, options.roundSeconds());
            ratios.add(after.rate() / before.rate());
            say.line("  growth, %s: %,.0f/s on the grown database, %,.0f/s on an empty one", what, after.rate(), before.rate());
        }
        report.atLeast("engine, " + what + ": grown database / an empty one", Median.of(ratios, ratio -> ratio), "x", MARK);
    }
}
