package io.holdfast.notification.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real mail server behind a door of our own. What the door saw while it let nothing through is kept.
 */
public final class MailGate {

    /** What the door does with new connections. */
    public enum Door {
        /** Lets everything through. */
        OPEN,
        /** Refuses every letter, after it has read it. */
        REFUSING,
        /** Reads a letter and never answers. */
        SILENT,
        /** Accepts a connection and never says a word. */
        MUTE,
        /** Reads a letter and hangs up. */
        DROPPING,
        /** Knows none of the addresses. */
        STRANGER,
        /** Delivers the letter and hangs up before it says so. */
        LOSING_THE_ANSWER
    }

    private static final MailGate GATE = new MailGate();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile Door door = Door.OPEN;
    private volatile Runnable beforeTheAnswer = () -> {};
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

    /** Runs something once a letter was delivered through the open door, before the sender is told. */
    public void beforeTheAnswer(Runnable event) {
        beforeTheAnswer = event;
    }

    /** Has every letter to an address refused from now on, whatever the door does. */
    public void refuse(String address) {
        refused.add(address);
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
            Door now = door;
            if (now == Door.OPEN || now == Door.LOSING_THE_ANSWER) {
                relay(client, now == Door.LOSING_THE_ANSWER);
            } else {
                converse(client, now);
            }
        } catch (IOException e) {
            System.getLogger("mail").log(System.Logger.Level.DEBUG, "The client has left", e);
        }
    }

    private void converse(Socket client, Door mood) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        if (mood != Door.MUTE) {
            say(out, "220 the door");
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (mood == Door.STRANGER && line.startsWith("RCPT")) {
                say(out, "550 nobody of that name");
            } else if (!line.equals("DATA")) {
                say(out, line.equals("QUIT") ? "221 bye" : "250 fine");
            } else {
                say(out, "354 go on");
                unanswered.add(letter(in));
                if (mood == Door.DROPPING) {
                    return;
                } else if (mood == Door.REFUSING) {
                    say(out, "451 not now");
                }
            }
        }
    }

    /** Goes between the two, so that the answer to a letter can be held back or kept. */
    private void relay(Socket client, boolean losing) throws IOException {
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.getSmtp().getPort())) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(behind.getInputStream(), StandardCharsets.UTF_8));
            BufferedReader words = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client.getOutputStream(), wholeAnswer(answers));
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                if (word.startsWith("RCPT") && refused.stream().anyMatch(word::contains)) {
                    say(client.getOutputStream(), "550 nobody of that name");
                    continue;
                }
                say(behind.getOutputStream(), word);
                say(client.getOutputStream(), wholeAnswer(answers));
                if (word.equals("DATA")) {
                    say(behind.getOutputStream(), letter(words).replace("\n", "\r\n") + ".");
                    String taken = wholeAnswer(answers);
                    beforeTheAnswer.run();
                    if (losing) {
                        return;
                    }
                    say(client.getOutputStream(), taken);
                }
            }
        }
    }

    private static String wholeAnswer(BufferedReader answers) throws IOException {
        StringBuilder whole = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            whole.append(line);
            if (line.charAt(3) != '-') {
                return whole.toString();
            }
            whole.append("\r\n");
        }
        throw new EOFException("The server has left");
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
