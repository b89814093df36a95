package io.holdfast.gateway.ready;

import io.holdfast.service.health.ReadyNow;
import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks every part whether it is ready. An answer serves everybody who asks within a moment: the question is open to all. */
@ApplicationScoped
class Readiness {

    private static final Duration REMEMBERED = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Peers peers;
    private final ReadyNow own;
    private final Uni<Map<String, State>> states = Uni.createFrom().deferred(this::ask).memoize().atLeast(REMEMBERED);

    /** Whether a part can do its work; in an answer in small letters. */
    enum State { UP, DOWN }

    Readiness(Peers peers, ReadyNow own) {
        this.peers = peers;
        this.own = own;
    }

    /** The state of each part by its name. */
    Uni<Map<String, State>> states() {
        return states;
    }

    private Uni<Map<String, State>> ask() {
        List<Uni<Part>> parts = new ArrayList<>();
        parts.add(gateway());
        for (Peer peer : Peer.values()) {
            parts.add(part(peer));
        }
        return Uni.join().all(parts).andFailFast().map(answers -> {
            Map<String, State> states = new TreeMap<>();
            answers.forEach(part -> states.put(part.name(), part.state()));
            return states;
        });
    }

    private record Part(String name, State state) {}

    private Uni<Part> gateway() {
        return own.ask().onFailure().recoverWithItem(false).map(up -> new Part("gateway", up ? State.UP : State.DOWN));
    }

    private Uni<Part> part(Peer peer) {
        return peers.get(peer, "/internal/ready", null).map(answer -> answer.statusCode() < 300)
                .ifNoItem().after(PATIENCE).recoverWithItem(false)
                .onFailure().recoverWithItem(false)
                .map(up -> new Part(peer.name().toLowerCase(Locale.ROOT), up ? State.UP : State.DOWN));
    }
}
