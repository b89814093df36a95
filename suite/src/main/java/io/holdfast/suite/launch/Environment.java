package io.holdfast.suite.launch;

import io.holdfast.service.identity.KeyRing;
import io.holdfast.suite.mail.MailCatcher;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of each service, as environment variables. */
record Environment(SuiteConfig config, Map<Service, Integer> ports, Map<Service, Integer> management, Postgres postgres, Broker broker,
        Optional<MailCatcher> mail, KeyRing keys, Wiring wiring) {

    /** The same, with services at other ports. */
    Environment at(Map<Service, Integer> others, Map<Service, Integer> managementOfOthers) {
        return new Environment(config, others, managementOfOthers, postgres, broker, mail, keys, wiring);
    }

    Map<String, String> of(Service service) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("HOLDFAST_HTTP_PORT", String.valueOf(ports.get(service)));
        values.put("HOLDFAST_HTTP_MANAGEMENT_PORT", String.valueOf(management.get(service)));
        values.putAll(database(service));
        values.put("HOLDFAST_RABBITMQ_URL", wired(service, "broker", broker.url()));
        values.put("HOLDFAST_MESSAGING_QUEUE_TYPE", broker.queueType());
        values.put("HOLDFAST_IDENTITY_TRUSTED_KEYS", keys.trusted());
        values.put("HOLDFAST_IDENTITY_SIGNING_KEY", keys.signing().get(service.id()));
        ports.forEach((peer, port) ->
                values.put("HOLDFAST_PEERS_" + peer.id().toUpperCase(Locale.ROOT), "http://127.0.0.1:" + wiring.port(service.id(), peer.id(), port)));
        values.put("HOLDFAST_SMTP_URL", wired(service, "smtp", mail.map(MailCatcher::smtpUrl).or(config::smtpUrl).orElseThrow()));
        values.put("HOLDFAST_PUBLIC_URL", "http://localhost:" + ports.get(Service.GATEWAY));
        if (service == Service.ALLOCATION) {
            // Whoever tries webhooks out here receives them on this machine.
            values.put("HOLDFAST_WEBHOOKS_ALLOW_LOOPBACK", "true");
        }
        if (service == Service.GATEWAY) {
            values.put("HOLDFAST_OPERATOR_KEY", "local-operator");
            values.put("HOLDFAST_LOCAL_SEED", "true");
            mail.ifPresent(catcher -> values.put("HOLDFAST_LOCAL_MAIL_URL", catcher.pageUrl()));
        }
        return values;
    }

    /**
     * In the embedded server a service works as a user of its own, who may change rows and not tables, and is shown rows of one
     * merchant at a time: as in production. Elsewhere it works as the one user that is known.
     */
    private Map<String, String> database(Service service) {
        Map<String, String> values = new LinkedHashMap<>();
        String url = wired(service, "postgres", postgres.address().url());
        values.put("HOLDFAST_POSTGRES_URL", url);
        values.put("HOLDFAST_POSTGRES_USER", postgres.isEmbedded() ? service.id() : postgres.address().user());
        // The embedded server trusts whoever reaches it; the services refuse to start without a password all the same.
        values.put("HOLDFAST_POSTGRES_PASSWORD", postgres.address().password().orElse("none"));
        if (postgres.isEmbedded()) {
            values.put("HOLDFAST_POSTGRES_WORKER", service.id());
            values.put("QUARKUS_FLYWAY_JDBC_URL", "jdbc:" + url + "/" + service.id());
            values.put("QUARKUS_FLYWAY_USERNAME", postgres.address().user());
            values.put("QUARKUS_FLYWAY_PASSWORD", "none");
        }
        return values;
    }

    private String wired(Service service, String part, String url) {
        int port = URI.create(url).getPort();
        int through = wiring.port(service.id(), part, port);
        return through == port ? url : url.replaceFirst(":" + port + "$", ":" + through);
    }
}
