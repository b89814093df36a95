package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import java.util.function.BiFunction;

/**
 * One of the ways that are compared.
 *
 * @param id by which results are found
 * @param title for people
 * @param weight its share of the time that the weightiest get
 * @param leavesEvents whether the suite has something to deliver afterwards
 * @param load makes load, given what references begin with and for how many seconds
 */
record Contender(String id, String title, double weight, boolean leavesEvents, BiFunction<String, Double, Sample> load) {

    static final String HOT = "hot";
    static final String WIDE = "wide";
    static final String ENGINE = "engine";
    static final String ENGINE_WIDE = "engine-wide";
    static final String INTERACTIVE_16 = "interactive-16";
    static final String INTERACTIVE_64 = "interactive-64";
    static final String ONE_STATEMENT_16 = "one-statement-16";
    static final String HTTP = "http";
    static final String FLOOR_HTTP = "floor-http";
    static final String FLOOR_ENGINE = "floor-engine";
    static final String HOP_GATEWAY = "hop-gateway";
    static final String HOP_STRAIGHT = "hop-straight";
    static final String LOW_ORDER = "low-order";
    static final String LOW_TRANSACTION = "low-transaction";
    static final String LOW_ENGINE = "low-engine";
    static final String LOW_HOP = "low-hop";
}
