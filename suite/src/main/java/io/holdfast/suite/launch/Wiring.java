package io.holdfast.suite.launch;

/** Where a service finds the other parts: at their own ports, or at the ports of something that stands in between. */
@FunctionalInterface
public interface Wiring {

    /** Everybody meets without anything in between. */
    Wiring DIRECT = (from, to, port) -> port;

    /**
     * The port to connect to.
     *
     * @param from the id of the service that connects
     * @param to the id of the other service, {@code postgres}, {@code broker} or {@code smtp}
     * @param port where that listens
     */
    int port(String from, String to, int port);
}
