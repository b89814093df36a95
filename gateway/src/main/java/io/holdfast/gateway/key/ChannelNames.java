package io.holdfast.gateway.key;

import io.holdfast.service.peers.Peers;
import io.holdfast.service.peers.Peers.Peer;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Which channels there are: the allocation service knows. */
@ApplicationScoped
class ChannelNames {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Peers peers;

    ChannelNames(Peers peers) {
        this.peers = peers;
    }

    /** 422 for a channel that the merchant does not have, so that a mistyped code makes no key that opens nothing. */
    Uni<Void> require(String merchant, String code) {
        String path = "/v1/channels/" + URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
        return peers.get(Peer.ALLOCATION, path, merchant).onFailure().transform(failure -> away()).map(answer -> {
            if (answer.statusCode() == 404) {
                throw Problem.invalid("/channel", "names no channel: \"" + code + "\"");
            }
            if (answer.statusCode() != 200) {
                throw away();
            }
            return null;
        });
    }

    private static Problem away() {
        return Problem.unavailable("Whether there is such a channel can't be asked at the moment.", RETRY_AFTER_SECONDS)
                .with("service", "allocation");
    }
}
