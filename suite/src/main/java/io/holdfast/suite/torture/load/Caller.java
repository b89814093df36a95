package io.holdfast.suite.torture.load;

import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks for wishes, once each time, and tells a success and a refusal from what nobody can know. */
final class Caller {

    /** A customer's patience: shorter than what the suite allows itself, so that some hang up on work that goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** An earlier attempt under the same key is worked on still. */
    private static final String IN_USE = "idempotency-key-in-use";

    private final GatewayClient gateway;

    Caller(GatewayClient gateway) {
        this.gateway = gateway.withoutRepeating().patientFor(PATIENCE);
    }

    /** @param orderId where the wish is about an order that is there already */
    Reply ask(Wish wish, String orderId) {
        return wish.heard(replyTo(wish, orderId));
    }

    /** The same when all is well, and nothing that was asked before is still on its way. */
    Reply askAtLast(Wish wish, String orderId) {
        return wish.settled(replyTo(wish, orderId));
    }

    private Reply replyTo(Wish wish, String orderId) {
        return switch (wish.kind()) {
            case PLACE -> send("/v1/orders", order(wish), "id");
            case PAY -> send("/v1/orders/" + orderId + "/payment", Map.of("eventId", wish.id()), "state");
            case CANCEL -> send("/v1/orders/" + orderId + "/cancellation", Map.of("eventId", wish.id()), "state");
            case ADJUST -> reply(gateway.postOnce(wish.id(), "/v1/stock/adjustments", adjustment(wish)), null);
        };
    }

    /** The body that places an order. */
    static Map<String, Object> order(Wish wish) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("channel", TortureShop.CHANNEL, "reference", wish.id()));
        body.put("lines", wish.lines().entrySet().stream().map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue())).toList());
        return body;
    }

    private static Map<String, Object> adjustment(Wish wish) {
        List<Map<String, Object>> lines = wish.lines().entrySet().stream()
                .map(line -> Map.<String, Object>of("sku", line.getKey(), "location", TortureShop.LOCATION, "delta", line.getValue())).toList();
        return Map.of("reason", wish.id(), "atomic", true, "lines", lines);
    }

    private Reply send(String path, Object body, String says) {
        return reply(gateway.post(path, body), says);
    }

    private static Reply reply(CompletableFuture<Answer> call, String says) {
        try {
            return reply(call.join(), says);
        } catch (CompletionException e) {
            return Reply.unknown(e.getCause() instanceof HttpTimeoutException ? "no answer in time" : "connection lost");
        }
    }

    private static Reply reply(Answer answer, String says) {
        if (answer.ok()) {
            return Reply.done(says == null ? "done" : answer.body().path(says).asText());
        }
        boolean open = answer.status() >= 500 || answer.problem().equals(IN_USE);
        return open ? Reply.unknown(answer.status() + " " + answer.problem()) : Reply.refused(answer.problem());
    }
}
