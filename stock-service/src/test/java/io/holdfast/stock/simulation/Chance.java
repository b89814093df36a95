package io.holdfast.stock.simulation;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** All that a workload leaves to chance, from one seed: the same seed is the same workload. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** The value once in so many times, else null. */
    <T> T rarely(int times, T value) {
        return oneIn(times) ? value : null;
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
