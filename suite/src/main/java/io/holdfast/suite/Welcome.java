package io.holdfast.suite;

import io.holdfast.suite.launch.Suite;

/** What a person can do with the suite now that it runs. */
final class Welcome {

    private Welcome() {}

    static String text(Suite suite) {
        return """

                Holdfast is running; Ctrl-C stops it.
                  API    %1$s/v1, with the header Authorization: Bearer local-admin
                         e.g. curl -H 'Authorization: Bearer local-admin' %1$s/v1/alerts
                  Mail   %2$s
                  Logs   %3$s
                """.formatted(suite.gateway(), suite.mails().isPresent() ? suite.gateway() + "/local/mail" : "goes to HOLDFAST_SMTP_URL", suite.logs());
    }
}
