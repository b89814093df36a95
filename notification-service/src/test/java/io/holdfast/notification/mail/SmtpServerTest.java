package io.holdfast.notification.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @ParameterizedTest
    @CsvSource({
            "smtp://mail.example,                            mail.example, 25,   false, OPTIONAL",
            "smtp://127.0.0.1:2525,                          127.0.0.1,    2525, false, OPTIONAL",
            "smtps://mail.example,                           mail.example, 465,  true,  OPTIONAL",
            "smtp://mail.example:587?starttls=required,      mail.example, 587,  false, REQUIRED",
            "smtp://mail.example?starttls=disabled,          mail.example, 25,   false, DISABLED",
    })
    void anAddressNamesTheServer(String url, String host, int port, boolean tls, StartTLSOptions startTls) {
        MailConfig config = SmtpServer.parse(url, Duration.ofSeconds(1));
        assertEquals(host, config.getHostname());
        assertEquals(port, config.getPort());
        assertEquals(tls, config.isSsl());
        assertEquals(startTls, config.getStarttls());
        assertEquals(LoginOption.DISABLED, config.getLogin());
    }

    @Test
    void anAddressMayCarryUserAndPassword() {
        MailConfig config = SmtpServer.parse("smtp://shop%40x:p%3Aw+1@mail.example", Duration.ofSeconds(1));
        assertEquals("shop@x", config.getUsername());
        assertEquals("p:w+1", config.getPassword());
        assertEquals(LoginOption.REQUIRED, config.getLogin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail.example:25", "http://mail.example", "smtp://", "smtp://mail.example?tls=yes", "smtp://mail.example?starttls=maybe"})
    void whatNamesNoServerIsRefusedWithoutShowingIt(String url) {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> SmtpServer.parse(url, Duration.ofSeconds(1)));
        assertTrue(failure.getMessage().startsWith("holdfast.smtp.url (HOLDFAST_SMTP_URL) must be like "));
    }
}
