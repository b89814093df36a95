package io.holdfast.notification.alert;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/**
 * Tells all alerts of a merchant again, cleared ones included, for a service that has lost what it knew of them. The events carry
 * the versions that the alerts have: who knows them already drops them.
 */
@Path("/internal/alerts/telling")
public class TellAlerts {

    private static final int AT_ONCE = 500;

    private final Transactions transactions;
    private final AlertStore alerts;
    private final AlertHandler handler;
    private final Outbox outbox;
    private final CurrentCaller caller;

    TellAlerts(Transactions transactions, AlertStore alerts, AlertHandler handler, Outbox outbox, CurrentCaller caller) {
        this.transactions = transactions;
        this.alerts = alerts;
        this.handler = handler;
        this.outbox = outbox;
        this.caller = caller;
    }

    /** How many alerts were told. */
    public record Told(int alerts) {}

    @POST
    public Uni<Told> tell() {
        return tellBehind(caller.merchant(), null, 0);
    }

    private Uni<Told> tellBehind(String merchant, Alert last, int before) {
        return alerts.behind(merchant, last, AT_ONCE).flatMap(page -> page.isEmpty() ? Uni.createFrom().item(new Told(before))
                : write(merchant, page).flatMap(written -> tellBehind(merchant, page.get(page.size() - 1), before + page.size())));
    }

    private Uni<Void> write(String merchant, List<Alert> page) {
        List<Envelope> told = page.stream().map(alert -> handler.told(alert, alert.isOpen() ? alert.since() : alert.clearedAt())).toList();
        return transactions.of(merchant, transaction -> outbox.append(transaction, told));
    }
}
