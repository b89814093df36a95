package io.holdfast.suite.manifest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** However far the autoscalers go, PostgreSQL has a connection for everybody who keeps one. */
@RenderedTest
@DisplayName("Connections")
class ConnectionsTest {

    /** As the reference has them; a manifest that sets the key overrides them. */
    private static final int POOL = 16;
    private static final int POOL_OF_STOCK = 24;
    private static final int MIGRATION = 3;

    private final List<Manifest> all = Kustomize.render("overlays/production");

    @Test
    @DisplayName("of all replicas that there may be, and of the migrations, fit into PostgreSQL, with some to spare")
    void fit() {
        int most = Manifest.of("Deployment", all).filter(Manifest::isOurs).mapToInt(service -> replicas(service) * pool(service)).sum()
                + MIGRATION * (int) Manifest.of("Job", all).count();
        int there = Manifest.of("Cluster", all).findFirst().orElseThrow().spec().path("postgresql").path("parameters").path("max_connections").asInt();
        assertTrue(most + 10 <= there, most + " of " + there);
    }

    private int replicas(Manifest service) {
        return Stream.concat(Manifest.of("HorizontalPodAutoscaler", all).filter(scaler -> scaler.name().equals(service.name()))
                        .map(scaler -> scaler.spec().path("maxReplicas").asInt()),
                Manifest.of("ScaledObject", all).filter(scaler -> scaler.name().equals(service.name()))
                        .map(scaler -> scaler.spec().path("maxReplicaCount").asInt()))
                .findFirst().orElseGet(() -> service.spec().path("replicas").asInt());
    }

    private int pool(Manifest service) {
        return Integer.parseInt(Environments.of(service, all).values().getOrDefault("HOLDFAST_POSTGRES_POOL_SIZE",
                String.valueOf(service.name().equals("stock") ? POOL_OF_STOCK : POOL)));
    }
}
