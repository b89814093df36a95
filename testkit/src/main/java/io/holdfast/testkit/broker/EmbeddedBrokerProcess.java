package io.holdfast.testkit.broker;

import java.nio.file.Path;

/**
 * The embedded broker as a process of its own: {@code <folder> <port>}. It ends with SIGTERM, or when the process
 * that started it has gone, so that a killed launcher leaves no broker behind.
 */
public final class EmbeddedBrokerProcess {

    private EmbeddedBrokerProcess() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("Two arguments are needed: a folder to keep messages in, and a port");
        }
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
}
