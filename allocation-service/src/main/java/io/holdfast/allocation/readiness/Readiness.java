package io.holdfast.allocation.readiness;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks every check about a channel. */
@ApplicationScoped
public class Readiness {

    public static final String CONNECTED = "connected";
    public static final String PRODUCTS_LINKED = "products-linked";
    public static final String INVENTORY_SYNCED = "inventory-synced";
    public static final String ORDERS_SYNCED = "orders-synced";

    /** In which a merchant sets a channel up. */
    static final List<String> ORDER = List.of(CONNECTED, PRODUCTS_LINKED, INVENTORY_SYNCED, ORDERS_SYNCED);

    private final List<Check> checks;

    /** The answer: ready where every check is. */
    @Schema(name = "ChannelReadiness")
    public record Report(boolean ready, List<Checked> checks) {

        private static Report of(List<Checked> checks) {
            return new Report(checks.stream().allMatch(Checked::ok), checks);
        }

        /** Names of the checks that fail. */
        public List<String> missing() {
            return checks.stream().filter(checked -> !checked.ok()).map(Checked::check).toList();
        }
    }

    /** One check with its outcome. */
    public record Checked(String check, boolean ok, long count, String detail) {}

    Readiness(@All List<Check> checks) {
        this.checks = checks.stream().sorted(Comparator.comparing((Check check) -> ORDER.indexOf(check.name()))).toList();
    }

    /** @param channel one that the merchant has */
    public Uni<Report> of(String merchant, String channel) {
        return Multi.createFrom().iterable(checks)
                .onItem().transformToUniAndConcatenate(check -> check.of(merchant, channel)
                        .map(found -> new Checked(check.name(), found.ok(), found.count(), found.detail())))
                .collect().asList().map(Report::of);
    }
}
