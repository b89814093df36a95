package io.holdfast.service.idempotency;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;

/** The header: what a caller calls one request, so that they may send it again. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyKey() {}

    /** The key as it was sent, quotes included; null where there is none; a problem for what can be none. */
    static String of(ContainerRequestContext request) {
        List<String> given = request.getHeaders().get(HEADER);
        if (given == null || given.isEmpty()) {
            return null;
        }
        String key = given.get(0);
        if (given.size() > 1 || key.isEmpty() || key.length() > Limits.IDEMPOTENCY_KEY_CHARACTERS || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new Problem(400, "idempotency-key-malformed", "The idempotency key is malformed", "The header \"" + HEADER
                    + "\" must be one text of 1 to " + Limits.IDEMPOTENCY_KEY_CHARACTERS + " printable ASCII characters, e.g. a UUID.")
                    .with("limit", Limits.IDEMPOTENCY_KEY_CHARACTERS);
        }
        return key;
    }

    static Problem inUse() {
        return Problem.conflict("idempotency-key-in-use", "The request is still running",
                "The first request under this idempotency key has not been answered yet; ask again in a moment.");
    }

    static Problem reused() {
        return new Problem(422, "idempotency-key-reused", "The idempotency key is taken",
                "This idempotency key was sent with another path or body; a new request takes a new key.");
    }

    static Problem secretShown() {
        return Problem.conflict("secret-already-shown", "The secret is shown once",
                "The first request under this idempotency key was done. Its answer held a secret, which is not kept; rotate or revoke what was lost.");
    }
}
