package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import io.holdfast.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;

/** Which service listens where. */
final class Ports {

    private Ports() {}

    /**
     * @param first the gateway's; 0: free ones for all
     * @throws UserError if another program holds one
     */
    static Map<Service, Integer> of(int first) {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            int port = first == 0 ? FreePort.orGiven(0) : first + service.ordinal();
            requireFree(service, port);
            ports.put(service, port);
        }
        return ports;
    }

    /** Where the same services show health and metrics: behind the ports for callers. */
    static Map<Service, Integer> management(int first) {
        return of(first == 0 ? 0 : first + Service.values().length);
    }

    private static void requireFree(Service service, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UserError("Port " + port + ", which " + service.module() + " needs, is in use by another program;"
                    + " end that program, or choose other ports: HOLDFAST_PORT=9080 ./holdfast …", e);
        }
    }
}
