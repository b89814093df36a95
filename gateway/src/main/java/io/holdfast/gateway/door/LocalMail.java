package io.holdfast.gateway.door;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** On a local suite, the mail that would be sent, as its launcher shows it. */
@ApplicationScoped
class LocalMail {

    private static final String PATH = "/local/mail";

    private final Forwarder forwarder;
    private final Optional<String> url;

    LocalMail(Forwarder forwarder, @ConfigProperty(name = "holdfast.local.mail-url") Optional<String> url) {
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
