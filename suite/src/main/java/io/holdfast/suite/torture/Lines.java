package io.holdfast.suite.torture;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Wiring;
import io.holdfast.testkit.fault.Line;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A line of our own between every service and what it talks to, so that each can be cut, slow or silent. */
public final class Lines implements Wiring, AutoCloseable {

    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** A service keeps its line when it is started again, and shares it with its replicas. */
    @Override
    public int port(String from, String to, int port) {
        return lines.computeIfAbsent(from + "-" + to, name -> Line.to(port)).port();
    }

    /** The line by which a service reaches another part. */
    public Line between(Service from, String to) {
        return Optional.ofNullable(lines.get(from.id() + "-" + to)).orElseThrow(() -> new IllegalStateException("No line from " + from + " to " + to));
    }

    /** The weather is fair everywhere. */
    public void heal() {
        lines.values().forEach(Line::heal);
    }

    @Override
    public void close() {
        lines.values().forEach(Line::close);
    }
}
