package io.holdfast.gateway.key;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import java.time.Duration;

/**
 * How a key is to be rotated.
 *
 * @param overlap how long the former secret goes on; null: not at all
 */
record RotationEntry(Duration overlap) {

    Duration checked() {
        Duration wanted = overlap == null ? Duration.ZERO : overlap;
        if (wanted.isNegative() || wanted.compareTo(Limits.LONGEST_KEY_OVERLAP) > 0) {
            throw Problem.invalid("/overlap", "must be from PT0S to " + Limits.LONGEST_KEY_OVERLAP + ", or left out");
        }
        return wanted;
    }
}
