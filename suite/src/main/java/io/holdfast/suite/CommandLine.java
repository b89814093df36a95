package io.holdfast.suite;

import io.holdfast.suite.bench.BenchOptions;
import io.holdfast.suite.torture.TortureOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param orders a file to replay instead of the bundled sample
 * @param fresh whether to begin without the data of earlier runs
 * @param merchant for whom a token is wanted; empty: for none
 * @param bench what to measure, if that is what was asked for
 * @param torture what to do to the suite, if that is what was asked for
 */
record CommandLine(Command command, Optional<String> orders, boolean fresh, Optional<String> merchant, BenchOptions bench,
        TortureOptions torture) {

    enum Command { DEMO, UP, BENCH, TORTURE, SECRETS, TOKEN, HELP }

    static final String HELP = """
            ./holdfast demo [--orders FILE] [--fresh]
                Starts everything on this machine, sets up a shop, replays a file of orders through it, and shows what
                became of it. FILE is CSV or CSV.gz with the columns of the UCI Online Retail data set; without it a
                small sample is replayed. Ctrl-C stops everything.
            ./holdfast up [--fresh]
                Starts everything, and nothing more.
            ./holdfast bench [--short] [--only MEASURE,…] [--growth] [--record] [--beside FOLDER]
                Starts a suite of its own, measures how fast it is beside what others would do on this machine, and
                stops it; some minutes, for which the machine should have nothing else to do. --short is a look of one or
                two. Measures: hot, wide, engine, interactive, one-statement, low, http, floor, hop, oversell, stream, import, expiry, and
                growth, which takes long. --record leaves flight recordings and PostgreSQL's statements in target/bench.
                --beside compares this build with the one in another folder instead, in turn: hot, wide and low.
            ./holdfast torture [--short] [--only FAULT,…] [--seed N] [--seconds N]
                Starts a suite of its own, kills, freezes and cuts off its parts while it is in use, and tells which
                promises were kept; it takes long, --short less. What was done and seen before, and the
                names of the faults: docs/TORTURE.md. --seed repeats the chances of a run, --seconds is the load
                around each fault.
            ./holdfast secrets
                Prints new secrets for a suite in a cluster, for kubectl apply: keys, passwords, the operator's key, and
                HOLDFAST_SMTP_URL. docs/OPERATING.md says how to go on.
            ./holdfast token [--merchant ID]
                Prints a token, good for two minutes, of the service whose HOLDFAST_IDENTITY_SIGNING_KEY is set: for calls
                that only services may make.
            ./holdfast help

            --fresh begins from nothing; without it the data of the last run is kept (in .holdfast).

            Environment
                HOLDFAST_PORT          the gateway's port (8080; the services take the four after it, health and
                                       metrics the five after those); 0: free ports
                HOLDFAST_POSTGRES_URL  postgresql://user:password@host:port of your own PostgreSQL, instead of the
                                       embedded one
                HOLDFAST_RABBITMQ_URL  amqp://user:password@host:port of your own RabbitMQ
                HOLDFAST_SMTP_URL      smtp://host:port of your own mail server
            """;

    static CommandLine parse(String[] arguments) {
        Command command = null;
        Optional<String> orders = Optional.empty();
        boolean fresh = false;
        Optional<String> merchant = Optional.empty();
        Map<String, String> more = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "demo", "up", "bench", "torture", "secrets", "token", "help" -> command = once(command, arguments[i]);
                case "-h", "--help" -> command = Command.HELP;
                case "--fresh" -> fresh = true;
                case "--orders" -> orders = Optional.of(after(arguments, i++, "a file"));
                case "--merchant" -> merchant = Optional.of(after(arguments, i++, "a merchant's id"));
                case "--short", "--growth", "--record" -> more.put(arguments[i], "");
                case "--only" -> more.put("--only", after(arguments, i++, "names of what is to be done"));
                case "--beside" -> more.put("--beside", after(arguments, i++, "the folder of another build"));
                case "--seed", "--seconds" -> more.put(arguments[i], after(arguments, i++, "a number"));
                default -> throw new UserError("'" + arguments[i] + "' is not understood; ./holdfast help says what is");
            }
        }
        if (orders.isPresent() && command != Command.DEMO) {
            throw new UserError("--orders belongs to ./holdfast demo");
        }
        BenchOptions bench = BenchOptions.USUAL;
        TortureOptions torture = TortureOptions.USUAL;
        for (Map.Entry<String, String> option : more.entrySet()) {
            if (command == Command.TORTURE) {
                torture = torture(torture, option.getKey(), option.getValue());
            } else if (command == Command.BENCH) {
                bench = bench(bench, option.getKey(), option.getValue());
            } else {
                throw new UserError(option.getKey() + " does not belong to that command; ./holdfast help says to which it does");
            }
        }
        if (merchant.isPresent() && command != Command.TOKEN) {
            throw new UserError("--merchant belongs to ./holdfast token");
        }
        return new CommandLine(command == null ? Command.HELP : command, orders, fresh, merchant, bench, torture);
    }

    private static BenchOptions bench(BenchOptions bench, String option, String value) {
        return switch (option) {
            case "--short" -> bench.shortened();
            case "--only" -> bench.only(value);
            case "--growth" -> bench.withGrowth();
            case "--record" -> bench.withRecording();
            case "--beside" -> bench.withBeside(value);
            default -> throw new UserError(option + " belongs to ./holdfast torture");
        };
    }

    private static TortureOptions torture(TortureOptions torture, String option, String value) {
        return switch (option) {
            case "--short" -> torture.shortened();
            case "--only" -> torture.only(value);
            case "--seed" -> torture.withSeed(value);
            case "--seconds" -> torture.withSeconds(value);
            default -> throw new UserError(option + " belongs to ./holdfast bench");
        };
    }

    private static String after(String[] arguments, int option, String what) {
        if (option + 1 == arguments.length) {
            throw new UserError(arguments[option] + " needs " + what);
        }
        return arguments[option + 1];
    }

    private static Command once(Command before, String word) {
        if (before != null) {
            throw new UserError("One command at a time; ./holdfast help lists them");
        }
        return Command.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
