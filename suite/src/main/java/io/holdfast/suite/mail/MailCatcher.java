package io.holdfast.suite.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Arrays;
import java.util.List;

/** An SMTP server on the loopback address that keeps what it is given, and a page that shows it. */
public final class MailCatcher implements AutoCloseable {

    private final GreenMail server;
    private final MailPage page;

    private MailCatcher(GreenMail server, MailPage page) {
        this.server = server;
        this.page = page;
    }

    public static MailCatcher start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailCatcher(server, MailPage.start(() -> mails(server)));
    }

    /** For {@code HOLDFAST_SMTP_URL}. */
    public String smtpUrl() {
        return "smtp://127.0.0.1:" + server.getSmtp().getPort();
    }

    /** Where the page is served, for {@code HOLDFAST_LOCAL_MAIL_URL}. */
    public String pageUrl() {
        return page.url();
    }

    /** Everything that arrived, oldest first; a mail to several people is one mail for each. */
    public List<Mail> mails() {
        return mails(server);
    }

    private static List<Mail> mails(GreenMail server) {
        return Arrays.stream(server.getReceivedMessages()).map(Mail::of).toList();
    }

    @Override
    public void close() {
        page.close();
        server.stop();
    }
}
