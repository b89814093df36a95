package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;

/** What a service does on events. A bean; its types are what the service subscribes to. */
public interface EventHandler {

    /** The types that it applies, of {@link io.holdfast.contracts.EventTypes}. */
    Set<String> types();

    /**
     * Whether an event that was applied before changes nothing when it comes again, however late, because its version
     * tells. Then the inbox need not remember it, which is most of what an event costs.
     */
    default boolean isRepeatable() {
        return false;
    }

    /**
     * Applies events inside the inbox's transaction. None of them was applied before, unless this is
     * {@link #isRepeatable()}; an older version of a subject
     * may still come after a newer one and must be dropped by its version.
     *
     * @param events of {@link #types()}, in the order of arrival
     */
    Uni<Void> apply(SqlConnection transaction, List<Envelope> events);
}
