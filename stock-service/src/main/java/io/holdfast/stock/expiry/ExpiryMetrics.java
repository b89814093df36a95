package io.holdfast.stock.expiry;

import io.holdfast.service.metrics.Sample;
import io.holdfast.service.metrics.Sampled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How far behind their deadlines reservations are released. */
@ApplicationScoped
class ExpiryMetrics implements Sampled {

    private static final String LAG = """
            select greatest(0, extract(epoch from holdfast_now() - min(expires_at)))::float8
            from orders where expires_at is not null""";

    @Override
    public List<Sample> samples() {
        return List.of(new Sample("holdfast.expiry.lag.seconds",
                "How long the unpaid order that is due longest is past its deadline; 0: none is due", LAG));
    }
}
