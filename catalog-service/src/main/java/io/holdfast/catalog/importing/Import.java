package io.holdfast.catalog.importing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An import as the API tells it.
 *
 * @param state {@code "RUNNING"}, {@code "DONE"}: every line is visible everywhere, or {@code "FAILED"}: the file could not be
 *     read, and nothing of it was applied
 * @param total lines below the first with anything on them; null until they have been counted
 * @param done lines that were applied, or had nothing new
 * @param failed lines that were refused; with {@code done}, all that were looked at
 * @param errors why, in order of the lines; the first thousand
 */
record Import(UUID id, String state, Long total, long done, long failed, List<LineError> errors, Instant createdAt) {

    /** @param line of the file, the header being line 1 */
    record LineError(long line, String detail) {}

    /** An import that this process holds. */
    record Held(String merchant, UUID id, String holder, Long total, long worked, boolean again) {}
}
