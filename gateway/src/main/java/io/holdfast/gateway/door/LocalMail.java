package io.holdfast.gateway.door;

import io.holdfast.gateway.LocalConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** On a local suite, the mail that would be sent, as its launcher shows it. */
@ApplicationScoped
class LocalMail {

    private static final String PATH = "/local/mail";

    private final Forwarder forwarder;
    private final Optional<String> url;

    @Inject
    LocalMail(Forwarder forwarder, LocalConfig config) {
        this(forwarder, config.mailUrl());
    }

    LocalMail(Forwarder forwarder, Optional<String> url) {
        this.forwarder = forwarder;
        this.url = url;
    }

    boolean serves(String path) {
        return url.isPresent() && path.equals(PATH);
    }

    void forward(RoutingContext context) {
        String query = context.request().query();
        String address = url.orElseThrow();
        String path = java.net.URI.create(address).getRawPath();
        forwarder.forward(context, "mail", address, (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    }
}
