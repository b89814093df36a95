package io.holdfast.suite.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows caught mail: the list, and each mail as HTML and as plain text. Browsers reach it through the gateway, at {@code /local/mail}. */
final class MailPage implements AutoCloseable {

    private static final Pattern PATH = Pattern.compile("(?:/local/mail)?(?:/(\\d{1,9})(/text)?)?/?");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Supplier<List<Mail>> mails;

    private MailPage(HttpServer server, Supplier<List<Mail>> mails) {
        this.server = server;
        this.mails = mails;
    }

    static MailPage start(Supplier<List<Mail>> mails) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MailPage page = new MailPage(server, mails);
            server.createContext("/", page::answer);
            server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException("The page of mails can't be served", e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        List<Mail> all = mails.get();
        if (!path.matches() || (path.group(1) != null && mail(all, path) == null)) {
            send(exchange, 404, "text/plain", "There is no such mail. The list is at /local/mail\n");
        } else if (path.group(1) == null) {
            send(exchange, 200, "text/html", list(all));
        } else if (path.group(2) != null || mail(all, path).html().isEmpty()) {
            send(exchange, 200, "text/plain", mail(all, path).text());
        } else {
            send(exchange, 200, "text/html", mail(all, path).html());
        }
    }

    private static Mail mail(List<Mail> all, Matcher path) {
        int number = Integer.parseInt(path.group(1));
        return number >= 1 && number <= all.size() ? all.get(number - 1) : null;
    }

    private static String list(List<Mail> all) {
        StringBuilder rows = new StringBuilder();
        for (int number = all.size(); number >= 1; number--) {
            rows.append(row(number, all.get(number - 1)));
        }
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mail that would have been sent</title>
                <style>
                body { margin: 0 auto; max-width: 45rem; padding: 1rem; background: #f3f4f2; color: #1d2421; font: 16px/1.4 system-ui, sans-serif }
                h1 { font-size: 1.4rem; margin: .5rem 0 }
                p, small { color: #5a645f }
                article { background: #fff; padding: .75rem 1rem; margin: .5rem 0; overflow-wrap: anywhere }
                article > a { font-weight: 600; color: inherit }
                small a { color: inherit }
                </style></head>
                <body>
                <h1>Mail that would have been sent</h1>
                <p>This suite delivers no mail; it keeps it here, newest first, until it is stopped.</p>
                %s
                </body></html>
                """.formatted(all.isEmpty() ? "<p>None so far. A digest goes once a day, at the merchant’s hour, if something is below its threshold.</p>"
                        : rows);
    }

    private static String row(int number, Mail mail) {
        return """
                <article><a href="/local/mail/%1$d">%2$s</a><br>
                to %3$s<br>
                <small>%4$s · <a href="/local/mail/%1$d/text">plain text</a></small></article>
                """.formatted(number, escaped(mail.subject()), escaped(String.join(", ", mail.recipients())), TIME.format(mail.sentAt()));
    }

    private static String escaped(String text) {
        return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        // A mail is somebody's text: it may look as it likes, and run nothing.
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
