package io.holdfast.service.metrics;

import io.holdfast.service.database.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Asks the database for all samples, one after the other, every few seconds. What it can't answer is shown as NaN: not known. */
@ApplicationScoped
class Sampling {

    private static final Logger LOG = Logger.getLogger(Sampling.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Map<Sample, AtomicReference<Double>> values = new LinkedHashMap<>();
    private volatile Cancellable rounds;

    Sampling(Transactions transactions, MeterRegistry registry, @All List<Sampled> sampled) {
        this.transactions = transactions;
        sampled.stream().flatMap(bean -> bean.samples().stream()).forEach(sample -> {
            AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
            values.put(sample, value);
            Gauge.builder(sample.name(), value, AtomicReference::get).description(sample.description()).register(registry);
        });
    }

    void start(@Observes StartupEvent event) {
        rounds = Multi.createFrom().ticks().every(EVERY).onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> round())
                .subscribe().with(done -> { }, failure -> LOG.error("Nothing is sampled any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.cancel();
    }

    private Uni<Void> round() {
        return Multi.createFrom().iterable(values.entrySet())
                .onItem().transformToUniAndConcatenate(entry -> take(entry.getKey()).invoke(entry.getValue()::set))
                .onItem().ignoreAsUni();
    }

    private Uni<Double> take(Sample sample) {
        return transactions.ofAllMerchants(reading -> reading.query(sample.sql()).execute()).ifNoItem().after(PATIENCE).fail().map(rows -> {
            Row row = rows.iterator().next();
            return row.getValue(0) == null ? 0 : row.getDouble(0);
        }).onFailure().recoverWithItem(failure -> {
            LOG.debugf("%s can't be sampled: %s", sample.name(), failure.getMessage());
            return Double.NaN;
        });
    }
}
