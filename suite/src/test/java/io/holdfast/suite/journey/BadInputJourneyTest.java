package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.fuzz.Fuzzer;
import io.holdfast.suite.fuzz.Wire;
import io.holdfast.suite.openapi.ApiDocument;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BadInputJourneyTest {

    private static final int CALLS = Integer.getInteger("holdfast.fuzz.calls", 800);
    private static final long SECONDS = Long.getLong("holdfast.fuzz.seconds", 45);

    /** The same calls at every run; another seed by the longer command. */
    private static final long SEED = 489_093_458;

    @Test
    @DisplayName("R83 Whatever is sent, no call fails on our side, refusals are problem documents, answers are what the document says")
    void whateverIsSent() throws IOException {
        long seed = Long.getLong("holdfast.fuzz.seed", SEED);
        Fuzzer fuzzer = new Fuzzer(new Wire(RunningSuite.get().gateway()), ApiDocument.committed(), "local-operator");
        List<String> findings = fuzzer.run(seed, CALLS, System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
        System.getLogger("fuzz").log(System.Logger.Level.INFO, "Seed " + seed + ", answers by status: " + fuzzer.statuses());
        assertEquals("", String.join("\n", findings), "Again with -Dholdfast.fuzz.seed=" + seed);
        assertTrue(fuzzer.statuses().getOrDefault(200, 0) > 0 && fuzzer.statuses().getOrDefault(422, 0) > 0, "the calls reach what is behind the door");
    }
}
