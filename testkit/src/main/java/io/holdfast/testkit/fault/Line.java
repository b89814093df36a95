package io.holdfast.testkit.fault;

import io.holdfast.testkit.fault.Weather.Manner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on the loopback address whose weather can be changed while connections run through it. With several targets it
 * shares out new connections among them in turn, as a balancer would; open connections stay where they are.
 */
public final class Line implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final ServerSocket door;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<Integer> targets;
    private Weather weather = Weather.FAIR;

    private Line(List<Integer> targets) {
        this.targets = List.copyOf(targets);
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("A line can't be opened", e);
        }
    }

    /** A line to ports of this machine. */
    public static Line to(Integer... targets) {
        Line line = new Line(List.of(targets));
        line.threads.execute(line::accept);
        return line;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Whoever connects from now on is passed on to these ports. */
    public void retarget(List<Integer> others) {
        targets = List.copyOf(others);
    }

    /** From now on, for open connections too. */
    public void weather(Weather next) {
        synchronized (this) {
            weather = next;
            notifyAll();
        }
        if (next.manner() == Manner.CUT) {
            passages.forEach(Passage::reset);
        }
    }

    public void heal() {
        weather(Weather.FAIR);
    }

    synchronized Weather weather() {
        return weather;
    }

    /** Connections that are open through it. */
    public int open() {
        return passages.size();
    }

    /** Connections that were ever accepted. */
    public int accepted() {
        return accepted.get();
    }

    /** Waits until the weather is no longer the given one, or for so long; whichever comes first. */
    synchronized void awaitChange(Weather from, long nanos) {
        long until = System.nanoTime() + nanos;
        try {
            for (long left = nanos; weather.equals(from) && left > 0 && !door.isClosed(); left = until - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                accepted.incrementAndGet();
                threads.execute(() -> carry(caller));
            } catch (IOException e) {
                // Closed, or a caller that had gone before it was accepted: the condition above knows which.
                continue;
            }
        }
    }

    private void carry(Socket caller) {
        while (weather().manner() == Manner.HALF_OPEN && !door.isClosed()) {
            awaitChange(Weather.HALF_OPEN, Long.MAX_VALUE);
        }
        List<Integer> to = targets;
        if (weather().manner() == Manner.CUT || to.isEmpty() || door.isClosed()) {
            Passage.reset(caller);
            return;
        }
        try {
            Socket target = new Socket();
            target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to.get(Math.floorMod(turn.getAndIncrement(), to.size()))));
            Passage passage = new Passage(this, caller, target);
            passages.add(passage);
            if (weather().manner() == Manner.CUT) {
                // It was cut while the connection was made.
                passage.reset();
            }
            threads.execute(() -> passage.carryBack(() -> passages.remove(passage)));
            passage.carryForth(() -> passages.remove(passage));
        } catch (IOException e) {
            // Nobody listens there: the caller learns it as it would without a line in between.
            Passage.reset(caller);
        }
    }

    boolean isClosed() {
        return door.isClosed();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (this) {
            notifyAll();
        }
        passages.forEach(Passage::reset);
        threads.shutdownNow();
    }
}
