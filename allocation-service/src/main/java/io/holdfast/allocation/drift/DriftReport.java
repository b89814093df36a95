package io.holdfast.allocation.drift;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The outcome of a comparison.
 *
 * @param reason {@code REQUEST} or {@code DAILY}
 * @param checked SKUs that were compared
 * @param different how many of them differed; all of these were told again
 * @param differences the first of them
 */
record DriftReport(UUID id, String channel, Instant at, String reason, long checked, long different, List<Difference> differences) {}
