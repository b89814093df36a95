package io.holdfast.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, and that nobody else is given before its owner listens.
 *
 * <p>A port that the system picks can be given again, to any connection that goes out, before the process it is meant for has
 * started. So ports come from below those that systems pick (from 32768 on), in blocks, and a process holds a block by
 * listening on its first port for as long as it lives.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int BLOCKS = 120;
    private static final int BLOCK = 100;
    private static final int ATTEMPTS = 1_000;

    /** Listening, so that no other process takes their blocks; the system lets go of them when this one ends. */
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();

    private static int next;
    private static int end;

    private FreePort() {}

    /** The port that is given, or a free one instead of 0, another one each time. */
    public static int orGiven(int port) {
        return port != 0 ? port : free();
    }

    private static synchronized int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (next == end) {
                claimBlock();
            } else if (isFree(next++)) {
                return next - 1;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + (FIRST + BLOCKS * BLOCK - 1));
    }

    private static void claimBlock() {
        int first = FIRST + ThreadLocalRandom.current().nextInt(BLOCKS) * BLOCK;
        try {
            CLAIMS.add(listening(first));
            next = first + 1;
            end = first + BLOCK;
        } catch (IOException held) {
            // By another process, or by us: the next attempt tries another one.
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = listening(port)) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    /** On all addresses, as a service would; a port whose last connections are still being forgotten is free. */
    private static ServerSocket listening(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
