package io.holdfast.testkit.fault;

import io.holdfast.testkit.fault.Weather.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through a {@link Line}: two sockets, and a thread for each direction. */
final class Passage {

    private static final int PIECE = 16_384;
    private static final long SECOND = 1_000_000_000;

    private final Line line;
    private final Socket caller;
    private final Socket target;
    private volatile boolean lost;

    Passage(Line line, Socket caller, Socket target) throws IOException {
        this.line = line;
        this.caller = caller;
        this.target = target;
        caller.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
    }

    void carryForth(Runnable ended) {
        carry(caller, target, ended);
    }

    void carryBack(Runnable ended) {
        carry(target, caller, ended);
    }

    private void carry(Socket from, Socket to, Runnable ended) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (passes(read)) {
                    out.write(piece, 0, read);
                }
            }
            if (passes(0)) {
                to.shutdownOutput();
            }
            if (from.isOutputShutdown() && to.isOutputShutdown() || lost) {
                close(from);
                close(to);
                ended.run();
            }
        } catch (IOException e) {
            // One end has gone without a good-bye, so the other hears none either.
            reset();
            ended.run();
        }
    }

    /** Holds a piece back for as long as the weather wants it; false if it is lost. */
    private boolean passes(int bytes) throws IOException {
        Weather weather = line.weather();
        while (weather.manner() == Manner.HALF_OPEN && !line.isClosed()) {
            line.awaitChange(weather, Long.MAX_VALUE);
            weather = line.weather();
        }
        lost = lost || weather.manner() == Manner.LOST;
        long pause = weather.delay().toNanos() + (weather.bytesPerSecond() == 0 ? 0 : bytes * SECOND / weather.bytesPerSecond());
        if (pause > 0 && !lost) {
            line.awaitChange(weather, pause);
        }
        if (caller.isClosed() || target.isClosed()) {
            throw new IOException("The line was cut");
        }
        return !lost;
    }

    void reset() {
        reset(caller);
        reset(target);
    }

    /** Closes with a reset instead of a good-bye. */
    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            System.getLogger(Passage.class.getName()).log(System.Logger.Level.DEBUG, "It had gone already", e);
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(Passage.class.getName()).log(System.Logger.Level.DEBUG, "It had gone already", e);
        }
    }
}
