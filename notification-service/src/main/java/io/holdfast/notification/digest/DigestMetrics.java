package io.holdfast.notification.digest;

import io.holdfast.service.metrics.Sample;
import io.holdfast.service.metrics.Sampled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether digests go out. */
@ApplicationScoped
class DigestMetrics implements Sampled {

    private static final String UNSENT = """
            from digest d
            join merchant m on m.merchant = d.merchant and m.enabled and d.claimed_at >= m.enabled_since
            where d.sent_at is null""";
    private static final String WAITING = "select count(*)::float8 " + UNSENT;
    private static final String DELAY = "select greatest(0, extract(epoch from holdfast_now() - min(d.claimed_at)))::float8 " + UNSENT;

    @Override
    public List<Sample> samples() {
        return List.of(
                new Sample("holdfast.digests.unsent", "Digests that are written and not yet taken by the mail server", WAITING),
                new Sample("holdfast.digest.delay.seconds", "How long the oldest of them waits; 0: none", DELAY));
    }
}
