package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The rounds of each contender; the n-th rounds of all were run side by side. */
final class Results {

    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<String, Round> atHalfLoad = new LinkedHashMap<>();

    void add(String contender, Round round) {
        rounds.computeIfAbsent(contender, c -> new ArrayList<>()).add(round);
    }

    void addAtHalfLoad(String contender, Round round) {
        atHalfLoad.put(contender, round);
    }

    List<Round> of(String contender) {
        return rounds.getOrDefault(contender, List.of());
    }

    Map<String, List<Round>> rounds() {
        return rounds;
    }

    Map<String, Round> halfLoads() {
        return atHalfLoad;
    }

    Optional<Round> atHalfLoad(String contender) {
        return Optional.ofNullable(atHalfLoad.get(contender));
    }

    double rate(String contender) {
        return Median.of(of(contender), round -> round.sample().rate());
    }

    /** What a call took of the processors. */
    double microsPerCall(String contender) {
        return Median.of(of(contender), Round::microsPerCall);
    }

    /** The median over the rounds of one contender's rate against another's in the same round; empty unless both were run. */
    OptionalDouble ratio(String contender, String other) {
        return overRounds(List.of(contender, other), round -> round.get(0).rate() / round.get(1).rate());
    }

    /** The median over the rounds of a value of several contenders' samples; empty unless all were run. */
    OptionalDouble overRounds(List<String> contenders, ToDoubleFunction<List<Sample>> value) {
        int complete = contenders.stream().mapToInt(contender -> of(contender).size()).min().orElse(0);
        return complete == 0 ? OptionalDouble.empty() : OptionalDouble.of(Median.of(IntStream.range(0, complete).mapToDouble(i ->
                value.applyAsDouble(contenders.stream().map(contender -> of(contender).get(i).sample()).toList()))));
    }
}
