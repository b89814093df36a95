package io.holdfast.notification.subscription;

import io.smallrye.config.ConfigMapping;

/** How readers of mails reach Holdfast. */
@ConfigMapping(prefix = "holdfast.public")
interface PublicConfig {

    /** The address of the gateway as readers of the mail reach it, e.g. `https://stock.example.com`: links in mails begin with it. */
    String url();
}
