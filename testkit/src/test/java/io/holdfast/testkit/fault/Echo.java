package io.holdfast.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers every byte with itself, plus a number by which this one is known from others. */
final class Echo implements AutoCloseable {

    private final ServerSocket door;
    private final byte plus;

    Echo(byte plus) {
        this.plus = plus;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket caller = door.accept();
            run(() -> answer(caller));
        }
    }

    private void answer(Socket caller) throws IOException {
        try (caller) {
            byte[] piece = new byte[1_024];
            for (int read = caller.getInputStream().read(piece); read >= 0; read = caller.getInputStream().read(piece)) {
                for (int i = 0; i < read; i++) {
                    piece[i] += plus;
                }
                caller.getOutputStream().write(piece, 0, read);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                System.getLogger(Echo.class.getName()).log(System.Logger.Level.DEBUG, "Closed by the test", e);
            }
        }, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
