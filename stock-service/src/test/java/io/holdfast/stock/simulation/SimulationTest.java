package io.holdfast.stock.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The ledger under everything at once. A failure tells its seed and walk: {@code -Dholdfast.simulation.seed=…} walks it again;
 * {@code -Dholdfast.simulation.commands=1000000} walks on and on.
 */
class SimulationTest {

    private static final int STEPS = 400;

    @Test
    @DisplayName("R2 R6 R7 R12 R13 R17 R19 R21 R26 R44 R45 R46 R47 R80 nothing is sold twice and everything adds up, whatever happens")
    void whatever_happens() {
        Reached reached = new Reached();
        Seeds.each(16_800, STEPS, seed -> {
            Walk walk = new Walk(seed, reached);
            try {
                walk.go(STEPS);
            } catch (AssertionError | RuntimeException e) {
                throw Seeds.failed(seed, walk.step, e);
            }
        });
        if (!Seeds.isReplay()) {
            reached.everything();
        }
    }
}
