package io.holdfast.notification.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real mail server behind a door of our own. The door lets everything through, or refuses every letter, or takes a letter
 * and never answers. What it saw while it was shut is kept.
 */
public final class MailGate {

    /** What the door does with new connections. */
    public enum Door { OPEN, REFUSING, SILENT }

    private static final MailGate GATE = new MailGate();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private volatile Door door = Door.OPEN;
    private ServerSocket socket;

    private MailGate() {}

    public static MailGate gate() {
        return GATE;
    }

    synchronized int start() {
        if (socket == null) {
            try {
                server.start();
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            daemon(this::accept);
        }
        return socket.getLocalPort();
    }

    public void set(Door door) {
        this.door = door;
    }

    public GreenMail server() {
        return server;
    }

    /** Whole letters that the door took without letting them through, as they came over the wire. */
    public List<String> unanswered() {
        return unanswered;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (door == Door.OPEN) {
                pass(client);
            } else {
                converse(client, door);
            }
        } catch (IOException e) {
            System.getLogger("mail").log(System.Logger.Level.DEBUG, "The client has left", e);
        }
    }

    private void pass(Socket client) throws IOException {
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.getSmtp().getPort())) {
            daemon(() -> copy(behind, client));
            client.getInputStream().transferTo(behind.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            System.getLogger("mail").log(System.Logger.Level.DEBUG, "The connection has ended", e);
        }
    }

    private void converse(Socket client, Door mood) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 the door");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals("DATA")) {
                say(out, line.equals("QUIT") ? "221 bye" : "250 fine");
                continue;
            }
            say(out, "354 go on");
            unanswered.add(letter(in));
            if (mood == Door.REFUSING) {
                say(out, "451 not now");
            }
        }
    }

    private static String letter(BufferedReader in) throws IOException {
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line).append('\n');
        }
        return letter.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mail-gate");
        thread.setDaemon(true);
        thread.start();
    }
}
