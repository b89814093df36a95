package io.holdfast.stock.advice;

import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.advice.TriggerAdvice.Advice;
import io.holdfast.stock.advice.TriggerAdvice.Habits;
import io.holdfast.stock.ledger.Trigger;
import io.holdfast.stock.settings.SettingsStore;
import io.holdfast.stock.settings.StockSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code /v1/settings/stock/advice}. */
@Path("/v1/settings/stock")
@Produces("application/json")
public class AdviceResource {

    private static final int RESTOCK_DAYS = 14;
    private static final int LONGEST_RESTOCK = 365;
    /** SKUs looked at: those that sold most. */
    private static final int SKUS = 1_000;
    private static final Duration SOON = Duration.ofDays(14);

    private final SettingsStore settings;
    private final SalesStore sales;
    private final CurrentCaller caller;

    AdviceResource(Pool pool, SalesStore sales, CurrentCaller caller) {
        this.settings = new SettingsStore(pool);
        this.sales = sales;
        this.caller = caller;
    }

    /** {@code perSku}: the SKUs for which another trigger is better, those that sold most first; as many as asked for. */
    @Schema(name = "TriggerAdvice")
    record Answer(Trigger trigger, List<String> reasons, List<OfSku> perSku) {}

    /** One SKU for which another trigger is better. */
    @Schema(name = "SkuAdvice")
    record OfSku(String sku, Trigger trigger, List<String> reasons) {}

    /**
     * @param peak whether much is expected to be sold soon; where it is not said, an override that is in force or near says so
     * @param restockDays how long a new delivery takes
     * @param methods payment methods in use; where they are not said, those that the settings name
     */
    @GET
    @Path("/advice")
    @Operation(operationId = "adviseTrigger", summary = "When stock should go down")
    public Uni<Answer> advise(@QueryParam("peak") Boolean peak, @QueryParam("restockDays") Integer restockDays,
            @QueryParam("paymentMethod") List<String> methods, @QueryParam("limit") Integer limit) {
        String merchant = caller.merchant();
        int size = Cursor.limit(limit);
        int days = restockDays == null ? RESTOCK_DAYS : restockDays;
        if (days < 0 || days > LONGEST_RESTOCK) {
            throw Problem.invalid("?restockDays", "must be 0 to " + LONGEST_RESTOCK);
        }
        return Uni.combine().all().unis(settings.get(merchant), sales.whole(merchant), sales.sales(merchant, SKUS)).asTuple()
                .map(found -> {
                    StockSettings chosen = found.getItem1().settings();
                    SalesStore.Whole whole = found.getItem2();
                    List<String> used = methods == null || methods.isEmpty() ? chosen.namedMethods() : methods;
                    Habits habits = new Habits(used, used.stream().filter(chosen::isSlow).toList(), chosen.unpaidLife(),
                            peak(peak, chosen, whole.now()), days);
                    return answer(habits, whole.available(), found.getItem3(), size);
                });
    }

    private static Answer answer(Habits habits, long available, List<SalesStore.OfSku> sales, int size) {
        long sold = sales.stream().mapToLong(sale -> sale.depth().sold()).sum();
        Advice overall = TriggerAdvice.of(habits, new Depth(available, sold));
        List<OfSku> others = sales.stream().filter(sale -> sale.depth().sold() > 0)
                .map(sale -> new OfSku(sale.sku(), TriggerAdvice.of(habits, sale.depth()).trigger(), TriggerAdvice.of(habits, sale.depth()).reasons()))
                .filter(of -> of.trigger() != overall.trigger()).limit(size).toList();
        return new Answer(overall.trigger(), overall.reasons(), others);
    }

    private static String peak(Boolean asked, StockSettings chosen, Instant now) {
        if (asked != null) {
            return asked ? "A peak is expected, as you say." : null;
        }
        StockSettings.Override override = chosen.override();
        return override != null && now.isBefore(override.until()) && now.plus(SOON).isAfter(override.from())
                ? "A peak is expected: your settings have an override from " + override.from() + " until " + override.until() + "." : null;
    }
}
