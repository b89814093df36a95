package io.holdfast.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final int SILENCE_MS = 200;

    private final Echo echo = new Echo((byte) 0);
    private final Line line = Line.to(echo.port());

    @AfterEach
    void close() {
        line.close();
        echo.close();
    }

    @Test
    void in_fair_weather_bytes_pass_and_the_end_is_heard() throws IOException {
        try (Socket caller = connect()) {
            assertEquals(7, ask(caller, 7));
            caller.shutdownOutput();
            assertEquals(-1, caller.getInputStream().read());
        }
        Awaitility.await().until(() -> line.open() == 0);
    }

    @Test
    void a_cut_resets_what_is_open_and_refuses_what_comes_until_it_is_healed() throws IOException {
        try (Socket caller = connect()) {
            ask(caller, 1);
            line.weather(Weather.CUT);
            assertThrows(IOException.class, () -> ask(caller, 2));
        }
        try (Socket caller = connect()) {
            assertThrows(IOException.class, () -> ask(caller, 3));
        }
        line.heal();
        try (Socket caller = connect()) {
            assertEquals(4, ask(caller, 4));
        }
    }

    @Test
    void half_open_it_accepts_and_is_silent_and_what_was_held_back_passes_afterwards() throws IOException {
        try (Socket before = connect()) {
            ask(before, 1);
            line.weather(Weather.HALF_OPEN);
            try (Socket during = connect()) {
                assertSilent(before, 2);
                assertSilent(during, 3);
                line.heal();
                assertEquals(2, read(before));
                assertEquals(3, read(during));
            }
        }
    }

    @Test
    void what_is_lost_is_lost_and_its_connection_stays_silent() throws IOException {
        try (Socket caller = connect()) {
            ask(caller, 1);
            line.weather(Weather.LOST);
            assertSilent(caller, 2);
            line.heal();
            assertSilent(caller, 3);
        }
        try (Socket caller = connect()) {
            assertEquals(4, ask(caller, 4));
        }
    }

    @Test
    void a_delay_is_kept_there_and_back() throws IOException {
        line.weather(Weather.delayed(Duration.ofMillis(50)));
        try (Socket caller = connect()) {
            long began = System.nanoTime();
            assertEquals(7, ask(caller, 7));
            assertTrue(System.nanoTime() - began >= 100_000_000, "twice 50 ms");
        }
    }

    @Test
    void a_throttled_line_takes_its_time() throws IOException {
        line.weather(Weather.throttled(20_000));
        try (Socket caller = connect()) {
            long began = System.nanoTime();
            caller.getOutputStream().write(new byte[4_000]);
            caller.getInputStream().readNBytes(4_000);
            assertTrue(System.nanoTime() - began >= 200_000_000, "4,000 bytes at 20,000 a second");
        }
    }

    @Test
    void several_targets_take_turns_and_one_can_be_taken_out() throws IOException {
        try (Echo other = new Echo((byte) 100)) {
            line.retarget(List.of(echo.port(), other.port()));
            assertEquals(108, ask() + ask(), "4 and 104");
            line.retarget(List.of(other.port()));
            assertEquals(208, ask() + ask());
        }
    }

    private int ask() throws IOException {
        try (Socket caller = connect()) {
            return ask(caller, 4);
        }
    }

    private Socket connect() throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), line.port());
        caller.setSoTimeout(10_000);
        return caller;
    }

    private static int ask(Socket caller, int value) throws IOException {
        caller.getOutputStream().write(value);
        return read(caller);
    }

    private static int read(Socket caller) throws IOException {
        caller.setSoTimeout(10_000);
        int read = caller.getInputStream().read();
        if (read < 0) {
            throw new IOException("It ended");
        }
        return read;
    }

    private static void assertSilent(Socket caller, int value) throws IOException {
        caller.getOutputStream().write(value);
        caller.setSoTimeout(SILENCE_MS);
        assertThrows(SocketTimeoutException.class, () -> caller.getInputStream().read());
    }
}
