package io.holdfast.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    /** Answers what it is told. */
    private final Process process;

    SignalsTest() throws IOException {
        process = new ProcessBuilder("cat").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_frozen_process_is_silent_until_it_is_thawed() throws Exception {
        assertEquals("one", say("one").get(10, TimeUnit.SECONDS));
        Signals.freeze(process.pid());
        CompletableFuture<String> answer = say("two");
        assertThrows(TimeoutException.class, () -> answer.get(200, TimeUnit.MILLISECONDS));
        Signals.thaw(process.pid());
        assertEquals("two", answer.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_process_is_asked_to_end_or_killed() throws Exception {
        Signals.terminate(process.pid());
        assertEquals(TERMINATED, process.waitFor());
        Process other = new ProcessBuilder("cat").start();
        Signals.kill(other.pid());
        assertEquals(KILLED, other.waitFor());
        String message = assertThrows(IllegalStateException.class, () -> Signals.kill(other.pid())).getMessage();
        assertTrue(message.contains("has it ended?"), message);
    }

    private CompletableFuture<String> say(String word) throws IOException {
        process.outputWriter().write(word + "\n");
        process.outputWriter().flush();
        BufferedReader answers = process.inputReader();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return answers.readLine();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
