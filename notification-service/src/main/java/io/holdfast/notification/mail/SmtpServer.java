package io.holdfast.notification.mail;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The mail server, as one address names it: {@code smtp://[user:password@]host[:port][?starttls=disabled|optional|required]},
 * or {@code smtps://…} for TLS from the first byte. Reserved characters of user and password are percent-encoded.
 */
final class SmtpServer {

    private static final int SMTP_PORT = 25;
    private static final int SMTPS_PORT = 465;
    private static final String STARTTLS = "starttls=";

    private SmtpServer() {}

    /** @param silence how long the server may give no sign of life */
    static MailConfig parse(String url, Duration silence) {
        try {
            MailConfig config = config(new URI(url));
            config.setConnectTimeout((int) silence.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout((int) silence.toMillis());
            return config;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("holdfast.smtp.url (HOLDFAST_SMTP_URL) must be like "
                    + "smtp://user:password@host:587?starttls=required or smtps://host:465");
        }
    }

    private static MailConfig config(URI url) {
        boolean tls = "smtps".equals(url.getScheme());
        if ((!tls && !"smtp".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("neither smtp nor smtps, or no host");
        }
        MailConfig config = new MailConfig(url.getHost(), url.getPort() > 0 ? url.getPort() : tls ? SMTPS_PORT : SMTP_PORT)
                .setSsl(tls).setStarttls(startTls(url.getQuery())).setLogin(LoginOption.DISABLED)
                .setKeepAlive(false);
        if (url.getRawUserInfo() != null) {
            String[] user = url.getRawUserInfo().split(":", 2);
            config.setLogin(LoginOption.REQUIRED).setUsername(decoded(user[0])).setPassword(user.length > 1 ? decoded(user[1]) : "");
        }
        return config;
    }

    private static StartTLSOptions startTls(String query) {
        if (query == null) {
            return StartTLSOptions.OPTIONAL;
        }
        if (!query.startsWith(STARTTLS)) {
            throw new IllegalArgumentException("unknown option");
        }
        return StartTLSOptions.valueOf(query.substring(STARTTLS.length()).toUpperCase(Locale.ROOT));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
