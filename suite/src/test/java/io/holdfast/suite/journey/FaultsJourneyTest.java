package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.torture.Torture;
import io.holdfast.suite.torture.TortureOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A little of what {@code ./holdfast torture} does, on a suite of its own. */
class FaultsJourneyTest {

    @Test
    @DisplayName("R82 Killed in the middle of work, and hung up on by 500 callers, nothing answered is lost and nothing is done twice")
    void nothingThatWasAnsweredIsLost() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        TortureOptions some = TortureOptions.USUAL.only("kill-stock,kill-backend,hang-ups").shortened().withSeconds("4");
        try (Torture torture = new Torture(Path.of(".."), some, new PrintStream(told, true, StandardCharsets.UTF_8))) {
            assertTrue(torture.run(), () -> told.toString(StandardCharsets.UTF_8));
        }
    }
}
