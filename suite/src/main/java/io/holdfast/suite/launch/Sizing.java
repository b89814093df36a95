package io.holdfast.suite.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * How much the JVM of a service may take.
 *
 * @param forOrders heap of the two services that every order passes
 * @param recorded whether each service keeps a flight recording, {@code <its name>.jfr} in the home folder, and the embedded
 *     PostgreSQL counts its statements
 */
public record Sizing(String forOrders, boolean recorded) {

    private static final String SMALL = "256m";
    private static final int LANES = 4;

    /** For trying things out: five services on a laptop. */
    public static final Sizing LOCAL = new Sizing(SMALL, false);
    /** For load: room for what many orders at once leave behind. */
    public static final Sizing LOAD = new Sizing("768m", false);

    public Sizing withRecording() {
        return new Sizing(forOrders, true);
    }

    List<String> of(Service service, String name) {
        boolean busy = service == Service.STOCK || service == Service.GATEWAY;
        // Several event loops would share the processors with seven other processes, and wake each other up for every request.
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + (busy ? forOrders : SMALL), "-XX:+UseSerialGC",
                "-Dquarkus.vertx.event-loops-pool-size=1"));
        if (!busy) {
            // The optimising compilers of five JVMs would have the processors for minutes, and these three gain little by it.
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        if (service == Service.STOCK) {
            // The database has these processors too: more batches at once are only smaller ones.
            arguments.add("-Dholdfast.lanes.of-one-sku=" + Math.min(LANES, Runtime.getRuntime().availableProcessors()));
        }
        if (recorded) {
            arguments.add("-XX:StartFlightRecording=filename=" + name + ".jfr,settings=profile");
        }
        return arguments;
    }
}
