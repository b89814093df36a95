package io.holdfast.suite.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path home;

    @Test
    void aSecondLauncherOfTheSameFolderIsRefused() {
        try (HomeLock first = HomeLock.take(home)) {
            assertTrue(assertThrows(UserError.class, () -> HomeLock.take(home)).getMessage().contains("running from this folder already"));
        }
        HomeLock.take(home).close();
    }

    /** Whoever closes it would else delete the data of the one that runs. */
    @Test
    void aSuiteThatWasRefusedDoesNotOwnTheFolder() {
        Suite second = new Suite(SuiteConfig.of(Path.of(".."), home, true, Map.of("HOLDFAST_PORT", "0")));
        try (HomeLock first = HomeLock.take(home)) {
            assertThrows(UserError.class, () -> second.start(line -> {}));
            assertFalse(second.ownsHome());
        }
    }

    @Test
    void aProcessOfAKilledLauncherIsEnded() throws Exception {
        Process left = sleeping(Leftovers.mark(home));
        Leftovers.remember(home, "stock-service", left.pid());
        assertEquals(List.of("stock-service"), Leftovers.end(home));
        assertTrue(left.waitFor(10, TimeUnit.SECONDS));
        assertEquals(List.of(), Leftovers.end(home), "its number is forgotten");
    }

    @Test
    void aStrangerWhoGotTheNumberIsLeftAlone() throws Exception {
        Process stranger = sleeping(Leftovers.mark(home.resolve("elsewhere")));
        try {
            Leftovers.remember(home, "stock-service", stranger.pid());
            assertEquals(List.of(), Leftovers.end(home));
            assertTrue(stranger.isAlive());
            assertFalse(Files.exists(home.resolve("run/stock-service.pid")));
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aPortInUseIsNamedWithTheServiceThatNeedsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            UserError error = assertThrows(UserError.class, () -> Ports.of(taken.getLocalPort()));
            assertTrue(error.getMessage().startsWith("Port " + taken.getLocalPort() + ", which gateway needs, is in use"), error.getMessage());
        }
        assertEquals(Service.values().length, new HashSet<>(Ports.of(0).values()).size());
    }

    @Test
    void aProcessThatDiesSaysWhy() {
        Child child = Child.start(home, "stock-service", List.of("-jar", "missing.jar"), Map.of());
        String death = child.death().orTimeout(20, TimeUnit.SECONDS).join();
        assertTrue(death.startsWith("stock-service stopped with exit code 1"), death);
        assertTrue(death.contains("missing.jar"), death);
    }

    @Test
    void aWrongPortIsRefused() {
        for (String port : List.of("-1", "65535", "eighty")) {
            UserError error = assertThrows(UserError.class, () -> SuiteConfig.of(home, home, false, Map.of("HOLDFAST_PORT", port)));
            assertTrue(error.getMessage().contains("HOLDFAST_PORT is"), error.getMessage());
        }
    }

    /** A JVM that waits for input which never comes. */
    private Process sleeping(String mark) throws IOException {
        Path program = Files.writeString(home.resolve("Waits.java"),
                "public class Waits { public static void main(String[] a) throws Exception { System.in.read(); } }");
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), mark, program.toString()).start();
    }
}
