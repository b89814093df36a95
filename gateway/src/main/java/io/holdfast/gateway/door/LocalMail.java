package io.holdfast.gateway.door;

import io.holdfast.gateway.LocalConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** On a local suite, the mail that would be sent, as its launcher shows it: the list, and below it each mail. */
@ApplicationScoped
class LocalMail {

    private static final String PATH = "/local/mail";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Forwarder forwarder;
    private final Optional<String> url;
    private final Optional<Destination> page;

    @Inject
    LocalMail(Forwarder forwarder, LocalConfig config) {
        this(forwarder, config.mailUrl());
    }

    LocalMail(Forwarder forwarder, Optional<String> url) {
        this.forwarder = forwarder;
        this.url = url;
        this.page = url.map(address -> forwarder.destination("mail", address, PATIENCE));
    }

    boolean serves(String path) {
        return url.isPresent() && (path.equals(PATH) || path.startsWith(PATH + "/"));
    }

    void forward(RoutingContext context) {
        String query = context.request().query();
        String path = URI.create(url.orElseThrow()).getRawPath() + context.request().path().substring(PATH.length());
        forwarder.forward(context, page.orElseThrow(), (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    }
}
