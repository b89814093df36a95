package io.holdfast.suite.torture.fault;

import io.holdfast.suite.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A limit on the size of files, which needs neither root nor a file system of its own, and which PostgreSQL meets as it meets a full disk. */
final class DiskFull {

    private static final String LITTLE = "8388608:";
    private static final String AS_MUCH_AS_EVER = "unlimited:";
    private static final double RECOVERY_SECONDS = 30;
    private static final double BACK_SECONDS = 15;
    /** More than fits into a file: the load alone would not meet the limit in the few seconds that it lasts. */
    private static final String FILL = "create table filling as select n, repeat('x', 1000) as filler from generate_series(1, 20000) as n";

    private DiskFull() {}

    static void strike(Field field) {
        long server = field.suite().processes().get("postgres");
        try {
            limit(server, LITTLE);
        } catch (UncheckedIOException e) {
            field.note("not tried: there is no prlimit on this machine");
            return;
        }
        String refusal = refusal(field, FILL);
        field.note("somebody else filled the disk and was told: %s", refusal);
        field.expect(!refusal.isEmpty(), "the disk was not full");
        field.last();
        if (ProcessHandle.of(server).isPresent()) {
            limit(server, AS_MUCH_AS_EVER);
        }
        // Where its log did not fit it ends itself, which may take a moment; else it goes on.
        boolean back = field.await(() -> refusal(field, "select 1").isEmpty(), BACK_SECONDS);
        field.note(back ? "PostgreSQL came back by itself" : "PostgreSQL ended itself, and was started again");
        if (!back) {
            field.suite().restartPostgres();
        }
        field.suite().awaitReady();
        Recovery.expect(field, RECOVERY_SECONDS);
    }

    /** What PostgreSQL said against it; empty if nothing. */
    private static String refusal(Field field, String sql) {
        try {
            field.database("postgres").run(sql);
            return "";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** For the server and all its processes; only the soft limit, so that it can be lifted again without root. */
    private static void limit(long server, String size) {
        Stream.concat(Stream.of(server), ProcessHandle.of(server).stream().flatMap(ProcessHandle::children).map(ProcessHandle::pid))
                .forEach(pid -> run("prlimit", "--pid", String.valueOf(pid), "--fsize=" + size));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new UserError(command[0] + " doesn't end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
