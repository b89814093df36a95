package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import java.util.Map;

/**
 * One round of one contender.
 *
 * @param cores that each process used on average, by name
 * @param quietAfter seconds until the events that it left behind were delivered
 */
record Round(Sample sample, Map<String, Double> cores, double quietAfter) {}
