package io.holdfast.service.peers;

import io.holdfast.service.identity.Tokens;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The other services of the suite, over HTTP. A peer that does not answer in time fails the call; nobody hangs on a peer. */
@ApplicationScoped
public class Peers {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WebClient client;
    private final Tokens tokens;
    private final Addresses addresses;

    /** Base addresses of the services. */
    @ConfigMapping(prefix = "holdfast.peers")
    public interface Addresses {
        /** Where the catalogue is. */
        @WithDefault("http://127.0.0.1:8081") String catalog();

        /** Where the stock service is. */
        @WithDefault("http://127.0.0.1:8082") String stock();

        /** Where the allocation service is. */
        @WithDefault("http://127.0.0.1:8083") String allocation();

        /** Where the notification service is. */
        @WithDefault("http://127.0.0.1:8084") String notification();
    }

    /** The services that can be called. */
    public enum Peer { CATALOG, STOCK, ALLOCATION, NOTIFICATION }

    Peers(Vertx vertx, Tokens tokens, Addresses addresses) {
        this.client = WebClient.create(vertx, new WebClientOptions()
                .setConnectTimeout(2_000).setMaxPoolSize(64).setKeepAlive(true));
        this.tokens = tokens;
        this.addresses = addresses;
    }

    public String address(Peer peer) {
        return switch (peer) {
            case CATALOG -> addresses.catalog();
            case STOCK -> addresses.stock();
            case ALLOCATION -> addresses.allocation();
            case NOTIFICATION -> addresses.notification();
        };
    }

    /** GET for a merchant, in this service's own name; fails only if no answer came. */
    public Uni<HttpResponse<Buffer>> get(Peer peer, String pathAndQuery, String merchant) {
        return client.getAbs(address(peer) + pathAndQuery)
                .bearerTokenAuthentication(tokens.asService(merchant))
                .timeout(TIMEOUT.toMillis()).send();
    }

    /** POST of a JSON body for a merchant, in this service's own name; fails only if no answer came. */
    public Uni<HttpResponse<Buffer>> post(Peer peer, String path, String json, String merchant) {
        return post(peer, path, Buffer.buffer(json), merchant);
    }

    /** The same of a body that is UTF-8 already. */
    public Uni<HttpResponse<Buffer>> post(Peer peer, String path, Buffer json, String merchant) {
        return client.postAbs(address(peer) + path)
                .bearerTokenAuthentication(tokens.asService(merchant))
                .putHeader("Content-Type", "application/json")
                .timeout(TIMEOUT.toMillis()).sendBuffer(json);
    }
}
