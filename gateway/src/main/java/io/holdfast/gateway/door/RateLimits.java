package io.holdfast.gateway.door;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.problem.Problem;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests a key may make; any number unless configured. Each replica gives out its share of them for itself, and
 * tells it times the number of replicas, so that a caller whose requests are spread over all of them reads about the truth.
 */
@ApplicationScoped
class RateLimits {

    private static final int KEYS = 100_000;
    private static final String POLICY = "\"key\"";

    private final Optional<Allowance> allowance;

    /** What each key may do. */
    private record Allowance(long requests, long share, int replicas, Duration window, LoadingCache<String, Bucket> buckets) {

        static Allowance of(int requests, DoorConfig.Rate rate) {
            long share = dividedUp(requests, rate.replicas());
            return new Allowance(requests, share, rate.replicas(), rate.window(), Caffeine.newBuilder()
                    // A bucket that was left alone for a whole window is full again, so it may as well be forgotten.
                    .expireAfterAccess(rate.window()).maximumSize(KEYS)
                    .build(key -> Bucket.builder().addLimit(limit -> limit.capacity(share).refillGreedy(share, rate.window())).build()));
        }

        private String policy() {
            return POLICY + ";q=" + requests + ";w=" + window.toSeconds();
        }

        private String state(ConsumptionProbe probe) {
            long remaining = Math.min(requests, probe.getRemainingTokens() * replicas);
            return POLICY + ";r=" + remaining + ";t=" + seconds(probe.getNanosToWaitForReset());
        }
    }

    RateLimits(DoorConfig config) {
        DoorConfig.Rate rate = config.rate();
        this.allowance = rate.requests().isEmpty() ? Optional.empty() : Optional.of(Allowance.of(rate.requests().getAsInt(), rate));
    }

    /** Counts a request of a key and tells the answer how the key stands; the refusal if it has made too many. */
    Optional<Problem> refusal(Caller caller, HttpServerResponse response) {
        if (allowance.isEmpty()) {
            return Optional.empty();
        }
        Allowance allowed = allowance.get();
        ConsumptionProbe probe = allowed.buckets().get(caller.actor()).tryConsumeAndReturnRemaining(1);
        response.putHeader("RateLimit-Policy", allowed.policy()).putHeader("RateLimit", allowed.state(probe));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Problem.tooMany("too-many-requests", "A key may make up to "
                + allowed.requests() + " requests in " + allowed.window().toSeconds() + " seconds.", seconds(probe.getNanosToWaitForRefill())));
    }

    /** Whole seconds, at least one: whoever comes back then is let in. */
    private static int seconds(long nanos) {
        return (int) dividedUp(nanos, 1_000_000_000L);
    }

    private static long dividedUp(long number, long by) {
        return Math.max(1, (number + by - 1) / by);
    }
}
