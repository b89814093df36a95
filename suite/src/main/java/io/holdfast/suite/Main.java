package io.holdfast.suite;

import io.holdfast.service.identity.Tokens;
import io.holdfast.suite.bench.Bench;
import io.holdfast.suite.bench.Beside;
import io.holdfast.suite.demo.Demo;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.suite.orders.OrderBook;
import io.holdfast.suite.orders.OrderFile;
import io.holdfast.suite.secrets.ClusterSecrets;
import io.holdfast.suite.torture.Torture;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@code ./holdfast} runs. */
public final class Main {

    private static final String SAMPLE = "sample-orders.csv";

    private final Path repository;
    private final PrintStream out = System.out;
    private boolean stopped;

    private Main(Path repository) {
        this.repository = repository;
    }

    public static void main(String[] arguments) {
        // The script passes the repository, and where the user stands: relative files are meant from there.
        Path repository = Path.of(System.getProperty("holdfast.repository", ".")).toAbsolutePath().normalize();
        System.exit(new Main(repository).run(arguments));
    }

    private int run(String[] arguments) {
        try {
            CommandLine command = CommandLine.parse(arguments);
            if (command.command() == CommandLine.Command.HELP) {
                out.print(CommandLine.HELP);
                return 0;
            }
            return switch (command.command()) {
                case SECRETS -> print(ClusterSecrets.asManifest(given("HOLDFAST_SMTP_URL",
                        "the mail server, like smtp://user:password@host:587?starttls=required; it becomes one of the secrets")));
                case TOKEN -> print(Tokens.with(given("HOLDFAST_IDENTITY_SIGNING_KEY", "the key of the service to speak for"))
                        .asService(command.merchant().orElse(null)));
                case BENCH -> bench(command);
                case TORTURE -> torture(command);
                default -> start(command);
            };
        } catch (UserError e) {
            return failed(e);
        } catch (RuntimeException e) {
            return unexpected(e);
        }
    }

    private int print(String text) {
        out.println(text);
        return 0;
    }

    private static String given(String name, String what) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank())
                .orElseThrow(() -> new UserError(name + " must be set: " + what));
    }

    private int bench(CommandLine command) {
        return command.bench().beside().map(folder -> beside(command, caller().resolve(folder).normalize())).orElseGet(() -> alone(command));
    }

    private int beside(CommandLine command, Path other) {
        Beside beside = new Beside(repository, command.bench(), other, out);
        Thread hook = new Thread(() -> stop(true, beside::close), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            beside.run();
            return 0;
        } finally {
            stop(true, beside::close);
        }
    }

    private int alone(CommandLine command) {
        Bench bench = new Bench(repository, command.bench(), out);
        Thread hook = new Thread(() -> stop(true, bench::close), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return bench.run() ? 0 : 1;
        } finally {
            stop(true, bench::close);
        }
    }

    private int torture(CommandLine command) {
        Torture torture = new Torture(repository, command.torture(), out);
        Thread hook = new Thread(() -> stop(true, torture::close), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return torture.run() ? 0 : 1;
        } finally {
            stop(true, torture::close);
        }
    }

    private int start(CommandLine command) {
        OrderBook book = command.command() == CommandLine.Command.DEMO ? orders(command) : null;
        SuiteConfig config = SuiteConfig.of(repository, repository.resolve(".holdfast"), command.fresh(), System.getenv());
        Suite suite = new Suite(config);
        Thread hook = new Thread(() -> stop(suite.isRunning(), suite::close), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            long began = System.nanoTime();
            out.println("Starting Holdfast");
            suite.start(out::println);
            out.printf(Locale.ROOT, "Ready in %.1f s%s%n", (System.nanoTime() - began) / 1e9,
                    suite.memoryMiB().map(used -> "; the five services hold " + used + " MiB").orElse(""));
            boolean right = book == null || new Demo(suite, out, Boolean.getBoolean("holdfast.terminal")).run(book, config.home(), command.fresh());
            if (!right) {
                return 1;
            }
            out.print(Welcome.text(suite));
            String death = suite.failure().join();
            throw new UserError(death);
        } finally {
            // Ctrl-C stops the suite in the hook; any other end stops it here.
            stop(suite.isRunning(), suite::close);
        }
    }

    /** Where the user stands. */
    private static Path caller() {
        return Path.of(System.getProperty("holdfast.caller", "."));
    }

    private static OrderBook orders(CommandLine command) {
        if (command.orders().isPresent()) {
            return OrderFile.read(caller().resolve(command.orders().get()).normalize());
        }
        try (InputStream sample = OrderFile.class.getResourceAsStream(SAMPLE)) {
            return OrderFile.read(sample, "The bundled sample");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second caller waits for the first: the program must not end in the middle of it. */
    private synchronized void stop(boolean running, Runnable close) {
        if (!stopped) {
            stopped = true;
            if (running) {
                out.println("Stopping");
            }
            close.run();
        }
    }

    private int failed(UserError error) {
        System.err.println("holdfast: " + error.getMessage());
        return 1;
    }

    /** One line for the person, the rest for whoever looks into it. */
    private int unexpected(RuntimeException error) {
        Throwable cause = error.getCause() == null || error.getMessage() != null ? error : error.getCause();
        Path log = repository.resolve(".holdfast/logs/launcher.log");
        System.err.println("holdfast: " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString()) + " (details: " + log + ")");
        try {
            Files.createDirectories(log.getParent());
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
                error.printStackTrace(writer);
            }
        } catch (IOException e) {
            System.err.println("holdfast: " + log + " can't be written (" + e.getMessage() + "): " + Arrays.toString(error.getStackTrace()));
        }
        return 1;
    }
}
