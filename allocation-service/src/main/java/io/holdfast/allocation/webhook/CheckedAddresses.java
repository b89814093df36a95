package io.holdfast.allocation.webhook;

import io.holdfast.allocation.webhook.Address.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the IP address behind a webhook's host and makes sure that it may be reached. Whoever connects uses the address
 * that was checked and never asks for the name again: an answer that changes in between changes nothing.
 */
@ApplicationScoped
class CheckedAddresses {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int THREADS = 16;

    private final AddressRules rules;
    private final Names names;
    private final WorkerExecutor threads;

    /** All addresses of a host; may block. */
    interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    @Inject
    CheckedAddresses(Vertx vertx, WebhookConfig config) {
        this(vertx, config.allowLoopback(), host -> List.of(InetAddress.getAllByName(host)));
    }

    CheckedAddresses(Vertx vertx, boolean allowLoopback, Names names) {
        this.rules = new AddressRules(allowLoopback);
        this.names = names;
        // Threads of their own: a name server that takes its time keeps nothing else waiting.
        this.threads = vertx.createSharedWorkerExecutor("webhook-names", THREADS);
    }

    /** The address to connect to; fails with {@link Refused} if any of the host's addresses may not be reached. */
    Uni<InetAddress> of(Address address) {
        return Uni.createFrom().completionStage(() -> threads.executeBlocking(() -> names.of(address.host()), false).toCompletionStage())
                .ifNoItem().after(PATIENCE).failWith(() -> new Refused("must have a host whose address can be found; the name server did not answer"))
                .onFailure(UnknownHostException.class).transform(failure -> new Refused("must have a host whose address can be found"))
                .map(found -> checked(address, found));
    }

    private InetAddress checked(Address address, List<InetAddress> found) {
        for (InetAddress one : found) {
            Optional<String> refusal = rules.refusal(one);
            if (refusal.isPresent()) {
                throw new Refused("must lead to the public internet; " + address.host() + " is " + refusal.get());
            }
        }
        return found.stream().findFirst().orElseThrow(() -> new Refused("must have a host whose address can be found"));
    }
}
