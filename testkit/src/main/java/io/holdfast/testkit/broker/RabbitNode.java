package io.holdfast.testkit.broker;

import com.rabbitmq.client.ConnectionFactory;
import io.holdfast.testkit.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A private RabbitMQ node out of Debian's package {@code rabbitmq-server}, as child processes on the loopback address:
 * its own folder, ports, cookie and port mapper, so that it meets no other node of the machine.
 */
public final class RabbitNode implements TestBroker {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final String USER = "holdfast";
    private static final String PASSWORD = "holdfast";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path folder;
    private final int port = FreePort.orGiven(0);
    private final int distributionPort = FreePort.orGiven(0);
    private final int mapperPort = FreePort.orGiven(0);
    private Process mapper;
    private Process node;

    private RabbitNode(Path folder) {
        this.folder = folder;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts a node that keeps its data in the folder.
     *
     * @throws IllegalStateException when it isn't installed or doesn't come up, with the way out
     */
    public static RabbitNode start(Path folder) {
        if (!isInstalled()) {
            throw new IllegalStateException("There is no " + PROGRAM + "; install Debian's package rabbitmq-server");
        }
        RabbitNode node = new RabbitNode(folder.toAbsolutePath());
        try {
            node.prepare();
        } catch (IOException e) {
            throw new IllegalStateException("The folder of the RabbitMQ node can't be prepared: " + folder, e);
        }
        node.start();
        return node;
    }

    @Override
    public String url() {
        return "amqp://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    /**
     * Adds a user who may do what three regular expressions say, of names of exchanges and queues.
     *
     * @return the node's address, as that user
     */
    public String addUser(String name, String configure, String write, String read) {
        control("add_user", name, PASSWORD);
        control("set_permissions", "-p", "/", name, configure, write, read);
        return "amqp://" + name + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    private void control(String... command) {
        List<String> whole = new ArrayList<>(List.of(PROGRAM.resolveSibling("rabbitmqctl").toString(), "-n", "holdfast" + port + "@localhost"));
        whole.addAll(List.of(command));
        try {
            Process process = launch("rabbitmqctl.log", whole.toArray(String[]::new));
            if (!waitedFor(process, START) || process.exitValue() != 0) {
                throw new IllegalStateException(command[0] + " failed: " + Files.readString(folder.resolve("rabbitmqctl.log")));
            }
        } catch (IOException e) {
            throw new IllegalStateException(command[0] + " can't be run", e);
        }
    }

    @Override
    public String queueType() {
        return "quorum";
    }

    @Override
    public synchronized void start() {
        try {
            if (mapper == null) {
                // Ours, in the foreground: one that the node started would outlive it.
                mapper = launch("epmd.log", "epmd", "-address", "127.0.0.1", "-port", String.valueOf(mapperPort));
            }
            node = launch("rabbitmq.log", PROGRAM.toString());
            awaitAnswer();
        } catch (IOException e) {
            close();
            throw new IllegalStateException("RabbitMQ can't be started: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        end(node);
        node = null;
    }

    @Override
    public synchronized void close() {
        stop();
        end(mapper);
        mapper = null;
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder);
        Path cookie = folder.resolve(".erlang.cookie");
        if (!Files.exists(cookie)) {
            Files.writeString(cookie, "holdfast" + port);
            Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        }
        Files.writeString(folder.resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                default_user = %s
                default_pass = %s
                # A full disk would stop publishers without a word.
                disk_free_limit.absolute = 50MB
                """.formatted(port, USER, PASSWORD));
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
    }

    private Process launch(String log, String... command) throws IOException {
        File output = folder.resolve(log).toFile();
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().putAll(Map.of(
                "HOME", folder.toString(),
                "RABBITMQ_NODENAME", "holdfast" + port + "@localhost",
                "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString(),
                "RABBITMQ_MNESIA_BASE", folder.resolve("data").toString(),
                "RABBITMQ_LOG_BASE", folder.resolve("log").toString(),
                "RABBITMQ_DIST_PORT", String.valueOf(distributionPort),
                "RABBITMQ_CONF_ENV_FILE", "/dev/null",
                "ERL_EPMD_PORT", String.valueOf(mapperPort)));
        return builder.start();
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (waitedFor(node, LOOK) || System.nanoTime() > deadline) {
                throw new IllegalStateException("RabbitMQ did not come up on port " + port + "; its last words: " + lastLine());
            }
        }
    }

    private boolean answers() {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(url());
            factory.newConnection("is it up").close();
            return true;
        } catch (IOException | TimeoutException e) {
            // Not yet.
            return false;
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalStateException("Our own address is wrong: " + url(), e);
        }
    }

    private String lastLine() throws IOException {
        return Files.readAllLines(folder.resolve("rabbitmq.log")).stream().filter(line -> !line.isBlank())
                .reduce((first, second) -> second).orElse("none").strip();
    }

    /** Ends one process by its own id, gently, then not. */
    private static void end(Process process) {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!waitedFor(process, STOP)) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean waitedFor(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
