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
     * Applies events inside the inbox's transaction. None of them was applied before; an older version of a subject
     * may still come after a newer one and must be dropped by its version.
     *
     * @param events of {@link #types()}, in the order of arrival
     */
    Uni<Void> apply(SqlConnection transaction, List<Envelope> events);
}
