package io.holdfast.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The mail server of the digest. */
@ConfigMapping(prefix = "holdfast.smtp")
interface SmtpConfig {

    /** `smtp://[user:password@]host[:port][?starttls=disabled|optional|required]`, or `smtps://…` for TLS from the first byte. */
    String url();

    /** Who the mail is from, with an address that the server may send for. */
    @WithDefault("Holdfast <stock@holdfast.local>")
    String from();

    /** How long the mail server may give no sign of life before the attempt is given up, and made again later. */
    @WithDefault("20s")
    Duration silence();
}
