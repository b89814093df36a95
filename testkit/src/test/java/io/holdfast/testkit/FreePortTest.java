package io.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void the_port_that_is_given_is_kept() {
        assertEquals(8080, FreePort.orGiven(8080));
    }

    @Test
    void no_port_is_given_twice_nor_one_that_the_system_gives_to_whoever_connects() {
        List<Integer> ports = Stream.generate(() -> FreePort.orGiven(0)).limit(250).toList();

        assertEquals(ports.size(), Set.copyOf(ports).size(), () -> "Given twice: " + ports);
        assertTrue(ports.stream().allMatch(port -> port >= 20_000 && port < 32_768), () -> "Given: " + ports);
    }

    @Test
    void a_port_that_somebody_listens_on_is_left_out() throws IOException {
        try (ServerSocket other = new ServerSocket(FreePort.orGiven(0) + 1)) {
            assertNotEquals(other.getLocalPort(), FreePort.orGiven(0));
        }
    }
}
