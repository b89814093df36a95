package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
        if (first == 0) {
            List<Integer> free = free(Service.values().length);
            for (Service service : Service.values()) {
                ports.put(service, free.get(service.ordinal()));
            }
            return ports;
        }
        for (Service service : Service.values()) {
            int port = first + service.ordinal();
            requireFree(service, port);
            ports.put(service, port);
        }
        return ports;
    }

    static int free() {
        return free(1).get(0);
    }

    /** All are held open until the last is found, so that none is found twice. */
    private static List<Integer> free(int number) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port", e);
        } finally {
            sockets.forEach(Ports::close);
        }
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

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
