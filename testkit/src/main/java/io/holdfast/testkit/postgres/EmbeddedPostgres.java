package io.holdfast.testkit.postgres;

import io.holdfast.testkit.Folders;
import io.holdfast.testkit.FreePort;
import io.holdfast.testkit.fault.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own, as a child process, with fsync on. User {@code postgres}, no password, loopback only.
 * Data stays in its folder; starting on the same folder again continues it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int MAJOR = 18;

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final Unprivileged user;
    private final List<String> settings;

    private EmbeddedPostgres(Path binaries, Path data, Path log, int port, Unprivileged user, List<String> settings) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
        this.port = port;
        this.user = user;
        this.settings = settings;
    }

    /**
     * Starts a server, or continues one whose launcher was killed.
     *
     * @param home where programs and data are kept
     * @param port of the server; 0: any free one
     * @throws IllegalStateException with one line that says what is wrong
     */
    public static EmbeddedPostgres start(Path home, int port) {
        return start(home, port, List.of());
    }

    /** @param settings of the server beside our own, e.g. {@code log_lock_waits=on} */
    public static EmbeddedPostgres start(Path home, int port, List<String> settings) {
        EmbeddedPostgres server = in(home, port, settings);
        try {
            server.launch();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL can't be started in " + server.data, e);
        } catch (IllegalStateException e) {
            // What waited for it was interrupted or gave up; the server itself may be running.
            server.close();
            throw e;
        }
        return server;
    }

    /** Deletes the data of a home folder; a server that a killed launcher left there is stopped first. */
    public static void erase(Path home) {
        EmbeddedPostgres server = in(home, 0, List.of());
        if (Files.exists(server.data.resolve("postmaster.pid"))) {
            server.close();
        }
        Folders.delete(server.data);
    }

    /** Where the server of a home folder keeps its data: what a backup copies, and where a restored copy belongs. */
    public static Path dataFolder(Path home) {
        return in(home, 0, List.of()).data;
    }

    private static EmbeddedPostgres in(Path home, int port, List<String> settings) {
        Unprivileged user = Unprivileged.detect();
        Path base = user.reachable(home.toAbsolutePath());
        Path binaries = PostgresBinaries.unpacked(user.programs(base));
        Path data = base.resolve("postgres-" + MAJOR);
        return new EmbeddedPostgres(binaries, data, base.resolve("postgres.log"), FreePort.orGiven(port), user, settings);
    }

    /** What the server writes; it grows as long as the home folder is kept. */
    public Path log() {
        return log;
    }

    public String url() {
        return "postgresql://127.0.0.1:" + port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:" + url() + "/" + database + "?user=postgres";
    }

    public int port() {
        return port;
    }

    /** The process number of the server; its connections are processes below it. */
    public long pid() {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The server in " + data + " doesn't run", e);
        }
    }

    /** Creates a database unless it exists. */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery("select 1 from pg_database where datname = '" + name + "'").next()) {
                statement.execute("create database \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " can't be created: " + e.getMessage(), e);
        }
    }

    /** Creates a user who may log in, unless it exists. */
    public void createUser(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery("select 1 from pg_roles where rolname = '" + name + "'").next()) {
                statement.execute("create role \"" + name + "\" login");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("User " + name + " can't be created: " + e.getMessage(), e);
        }
    }

    private void launch() throws IOException {
        user.own(data.getParent());
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            run(List.of(program("initdb"), "-D", data.toString(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        } else if (Files.exists(data.resolve("postmaster.pid"))) {
            // Left by a launcher that was killed: the old server would hold the data folder against the new one.
            runQuietly(stopCommand());
        }
        run(List.of(program("pg_ctl"), "start", "-D", data.toString(), "-l", log.toString(), "-w", "-t",
                String.valueOf(START.toSeconds()), "-o", options()));
    }

    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300"
                + " -c shared_buffers=256MB -c max_wal_size=2GB -c jit=off" + settings.stream().map(setting -> " -c " + setting).collect(Collectors.joining());
    }

    /** Ends the server as a power cut would; {@link #restart()} brings it back. */
    public void kill() {
        Signals.kill(pid());
    }

    /** Starts the server again on its port, with all that was committed; one that still runs is stopped first. */
    public void restart() {
        close();
        long began = System.nanoTime();
        while (true) {
            try {
                launch();
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL can't be started in " + data, e);
            } catch (IllegalStateException e) {
                // The connections of a killed server hold its memory for a moment longer.
                if (System.nanoTime() - began > START.toNanos()) {
                    throw e;
                }
            }
        }
    }

    /** Stops fast: clients are disconnected, everything committed stays. */
    @Override
    public void close() {
        runQuietly(stopCommand());
    }

    private List<String> stopCommand() {
        return List.of(program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30");
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("holdfast-postgres-", ".out");
        try {
            Process process = new ProcessBuilder(user.command(command)).directory(user.workingDirectory(data))
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(START.toSeconds() + 10, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("PostgreSQL did not start on port " + port + ": " + reason(output)
                        + " (set HOLDFAST_POSTGRES_URL to use a PostgreSQL of your own)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private String reason(Path output) throws IOException {
        List<String> lines = new ArrayList<>(Files.exists(log) ? Files.readAllLines(log) : List.of());
        lines.addAll(Files.readAllLines(output));
        return lines.stream().filter(l -> l.contains("FATAL") || l.contains("could not") || l.contains("error:"))
                .reduce((first, second) -> second).orElse(lines.isEmpty() ? "no output" : lines.get(lines.size() - 1)).strip();
    }

    private void runQuietly(List<String> command) {
        try {
            run(command);
        } catch (IOException | IllegalStateException e) {
            System.getLogger(EmbeddedPostgres.class.getName())
                    .log(System.Logger.Level.DEBUG, "PostgreSQL had stopped already", e);
        }
    }
}
