package io.holdfast.notification.digest;

import io.holdfast.service.Limits;
import io.holdfast.service.metrics.Sample;
import io.holdfast.service.metrics.Sampled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether digests go out. */
@ApplicationScoped
class DigestMetrics implements Sampled {

    /** Those that will be tried again: not what its reader wants no more, nor what was given up after days. */
    private static final String UNSENT = """
            from digest_letter l
            join digest d on d.merchant = l.merchant and d.date = l.date and d.claimed_at > holdfast_now() - interval '%d seconds'
            join merchant m on m.merchant = l.merchant and m.enabled and d.claimed_at >= m.enabled_since
            where l.sent_at is null
              and not exists (select 1 from unsubscribed u where u.merchant = l.merchant and u.address = lower(l.recipient))
            """.formatted(Limits.LETTER_TRIED_FOR.toSeconds());
    private static final String WAITING = "select count(distinct (d.merchant, d.date))::float8 " + UNSENT;
    private static final String DELAY = "select greatest(0, extract(epoch from holdfast_now() - min(d.claimed_at)))::float8 " + UNSENT;

    @Override
    public List<Sample> samples() {
        return List.of(
                new Sample("holdfast.digests.unsent", "Digests that are written and not yet taken by the mail server", WAITING),
                new Sample("holdfast.digest.delay.seconds", "How long the oldest of them waits; 0: none", DELAY));
    }
}
