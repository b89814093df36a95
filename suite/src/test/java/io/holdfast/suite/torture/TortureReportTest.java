package io.holdfast.suite.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.torture.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TortureReportTest {

    private static final Watch.Look CALM = new Watch.Look(Map.of("stock", 16L), 0.25);

    @TempDir
    Path folder;

    private final TortureReport report = new TortureReport(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), 42);

    @Test
    void thePageSaysWhatWasDonePromisedAndFound() throws IOException {
        report.add(new Verdict("kill-stock", "kill -9 | twice", "nothing is lost", 12.4, Map.of("done", 1_200L), 1, 2, List.of("ready after 3 s"),
                List.of(), CALM, CALM));
        report.add(new Verdict("poison", "senseless messages", "each is parked", 9, Map.of("done", 34L), 0, 0, List.of(),
                List.of("notification parked 4 of 5"), CALM, CALM));
        report.heap("before", Map.of("stock", 14L));
        report.write(folder);
        assertFalse(report.isRight());
        assertEquals("""
                # Torture, seed 42

                2 faults, 1,234 answers; **promises were broken under 1 of them**.

                | fault | done | promised | seconds | answers | idle at most | outcome |
                |---|---|---|---|---|---|---|
                | `kill-stock` | kill -9 \\| twice | nothing is lost | 12 | 1,200 | 0.25 s | kept |
                | `poison` | senseless messages | each is parked | 9 | 34 | 0.25 s | **broken** |

                ## kill-stock: kept

                - seen: ready after 3 s
                - heard: {done=1200}; 2 settled when asked again, 1 open to the end
                - connections at most: {stock=16}

                ## poison: broken

                - **found:** notification parked 4 of 5
                - heard: {done=34}; 0 settled when asked again, 0 open to the end
                - connections at most: {stock=16}

                Live heap in MiB before: {stock=14}
                """, Files.readString(folder.resolve("torture.md")));
        assertTrue(Files.readString(folder.resolve("torture.json")).contains("\"kept\" : false"));
    }

    @Test
    void aFaultThatCouldNotBeCarriedThroughIsNoKeptPromise() {
        report.add(Verdict.cutShort(new Fault("kill-postgres", "kill -9", "nothing is lost", field -> { }), "Holdfast was not ready within 180 s"));
        assertFalse(report.isRight());
    }
}
