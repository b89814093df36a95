package io.holdfast.stock.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Settings;
import io.holdfast.stock.ledger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The document of {@code /v1/settings/stock}, as it is told and stored.
 *
 * @param override null: none
 * @param paymentMethods by name, whatever its case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockSettings(Trigger trigger, Duration unpaidLife, Settings.OnShortage onShortage, Override override,
        Map<String, Method> paymentMethods) {

    private static final Duration SLOW = Duration.ofDays(5);
    private static final Method SLOW_METHOD = new Method(SLOW, true);
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    /** What holds until a merchant chooses. */
    public static final StockSettings DEFAULT = new StockSettings(Trigger.ON_ORDER, Limits.DEFAULT_UNPAID_LIFE,
            Settings.OnShortage.BACKORDER, null, Map.of("boleto", SLOW_METHOD, "konbini", SLOW_METHOD, "komoju", SLOW_METHOD));

    /** A trigger for a while. */
    @Schema(name = "TriggerOverride")
    public record Override(Trigger trigger, Instant from, Instant until) {}

    /** How a payment method differs: its own life, or, being slow, five days. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PaymentMethod")
    public record Method(Duration unpaidLife, Boolean slow) {
        public Method {
            slow = Boolean.TRUE.equals(slow);
        }

        Duration life() {
            return unpaidLife != null ? unpaidLife : slow ? SLOW : null;
        }
    }

    /** What was left out takes its default. Refused with everything that is wrong. */
    StockSettings completed() {
        StockSettings whole = new StockSettings(
                trigger != null ? trigger : DEFAULT.trigger,
                unpaidLife != null ? unpaidLife : DEFAULT.unpaidLife,
                onShortage != null ? onShortage : DEFAULT.onShortage,
                override,
                paymentMethods != null ? paymentMethods : DEFAULT.paymentMethods);
        Problem.Errors errors = new Problem.Errors();
        errors.check(isAllowed(whole.unpaidLife), "/unpaidLife", LIFE);
        whole.paymentMethods.forEach((name, method) -> errors
                .check(method != null, "/paymentMethods/" + name, "must be an object")
                .check(method == null || method.unpaidLife == null || isAllowed(method.unpaidLife),
                        "/paymentMethods/" + name + "/unpaidLife", LIFE));
        if (override != null) {
            errors.check(override.trigger != null, "/override/trigger", "must be ON_ORDER or ON_PAYMENT");
            errors.check(override.from != null, "/override/from", "must be a time, e.g. 2026-11-27T00:00:00Z");
            errors.check(override.until != null && (override.from == null || override.until.isAfter(override.from)),
                    "/override/until", "must be a time after \"from\"");
        }
        errors.throwIfAny();
        return whole;
    }

    /** What a life outside of the limits is told. */
    public static final String LIFE = "must be an ISO 8601 duration of one minute (PT1M) to 30 days (P30D)";

    /** Whether a reservation may live that long. */
    public static boolean isAllowed(Duration life) {
        return life.compareTo(Limits.SHORTEST_UNPAID_LIFE) >= 0 && life.compareTo(Limits.LONGEST_UNPAID_LIFE) <= 0;
    }

    /** Payment methods that the merchant named; none as long as they are only ours. */
    public List<String> namedMethods() {
        return paymentMethods.equals(DEFAULT.paymentMethods) ? List.of() : paymentMethods.keySet().stream().sorted().toList();
    }

    /** Whether a payment by this method may take days. */
    public boolean isSlow(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return paymentMethods.entrySet().stream().filter(e -> e.getKey().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .map(e -> Boolean.TRUE.equals(e.getValue().slow())).orElse(DEFAULT.paymentMethods.containsKey(name));
    }

    /** The same in the ledger's words. */
    public Settings forLedger() {
        Map<String, Life> methods = new HashMap<>();
        // The slow ones stay slow unless the merchant names them.
        DEFAULT.paymentMethods.forEach((name, method) -> methods.put(name, new Life(method.life())));
        paymentMethods.forEach((name, method) -> methods.compute(name.toLowerCase(Locale.ROOT),
                (key, before) -> method.life() == null ? null : new Life(method.life())));
        return new Settings(trigger, new Life(unpaidLife), onShortage,
                override == null ? null : new Trigger.Override(override.trigger, override.from, override.until), methods);
    }

    public static StockSettings read(String stored) {
        try {
            return JSON.readValue(stored, StockSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored settings can't be read: " + stored, e);
        }
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Settings can't be written", e);
        }
    }
}
