package io.holdfast.allocation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a merchant says about an allocation.
 *
 * @param purpose {@code "RESERVE"} or {@code "STOP"}
 * @param channels codes of its members; a {@code RESERVE} without any is a buffer that only {@code MANUAL} channels draw on
 * @param quantity units set aside; none for {@code STOP}
 * @param adjust when stock is below what remains: {@code "FOLLOW"} (the default) keeps selling, {@code "USE_AVAILABLE"} does not
 */
public record AllocationTerms(String sku, String purpose, List<String> channels, Long quantity, String adjust) {

    public static final String RESERVE = "RESERVE";
    public static final String STOP = "STOP";
    static final String FOLLOW = "FOLLOW";
    static final String USE_AVAILABLE = "USE_AVAILABLE";

    /** The limits that terms must keep. */
    public record Bounds(long quantity, int channels) {}

    /** Everything that is wrong; the texts' own forms, and whether SKU and channels exist, are checked elsewhere. */
    public List<Finding> findings(Bounds bounds) {
        List<Finding> findings = new ArrayList<>();
        if (!RESERVE.equals(purpose) && !STOP.equals(purpose)) {
            findings.add(new Finding("/purpose", "must be \"RESERVE\" or \"STOP\""));
        }
        if (RESERVE.equals(purpose) && (quantity == null || quantity < 0 || quantity > bounds.quantity())) {
            findings.add(new Finding("/quantity", "must be a whole number of units, 0 to " + bounds.quantity()));
        }
        if (STOP.equals(purpose) && quantity != null) {
            findings.add(new Finding("/quantity", "must be left out: a STOP has no quantity"));
        }
        if (STOP.equals(purpose) && (channels == null || channels.isEmpty())) {
            findings.add(new Finding("/channels", "must name at least one channel to stop"));
        }
        if (channels != null && channels.size() > bounds.channels()) {
            findings.add(new Finding("/channels", "must be up to " + bounds.channels() + " codes"));
        }
        if (adjust != null && !adjust.equals(FOLLOW) && !adjust.equals(USE_AVAILABLE)) {
            findings.add(new Finding("/adjust", "must be \"FOLLOW\" or \"USE_AVAILABLE\""));
        }
        findings.addAll(ChannelTerms.repeated("/channels", channels));
        return findings;
    }

    /** The same with every default in its place. */
    public AllocationTerms complete() {
        return new AllocationTerms(sku, purpose, Objects.requireNonNullElse(channels, List.of()), quantity,
                Objects.requireNonNullElse(adjust, FOLLOW));
    }

    public boolean reserves() {
        return RESERVE.equals(purpose);
    }
}
