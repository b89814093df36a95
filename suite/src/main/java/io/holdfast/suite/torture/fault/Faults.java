package io.holdfast.suite.torture.fault;

import java.util.List;
import java.util.stream.Stream;

/** All that can go wrong here. */
public final class Faults {

    private static final List<Fault> ALL = Stream.of(Killings.all(), Networks.all(), Pauses.all(), Crowding.all(), Restarts.all(), Couriers.all(), Digests.all())
            .flatMap(List::stream).toList();

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    public static Fault named(String id) {
        return ALL.stream().filter(fault -> fault.id().equals(id)).findFirst().orElseThrow();
    }
}
