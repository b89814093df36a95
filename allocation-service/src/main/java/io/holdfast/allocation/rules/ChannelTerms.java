package io.holdfast.allocation.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a merchant says about a channel.
 *
 * @param kind one of {@link #KINDS}
 * @param locations codes in the order of selling; null: all of the merchant's
 * @param splitLines whether one line may come from several locations; default false
 * @param trigger {@code "ON_ORDER"}, {@code "ON_PAYMENT"}, or null for the merchant's
 * @param unpaidLife see {@link UnpaidLife}; null for the merchant's
 * @param tracksStock whether its sales touch stock; by default all kinds but {@code INVOICE} do
 * @param priority the lower, the earlier it is granted units; default 100
 */
public record ChannelTerms(String code, String name, String kind, List<String> locations, Boolean splitLines, String trigger,
        String unpaidLife, Boolean tracksStock, Integer priority) {

    static final List<String> KINDS = List.of("ONLINE", "MARKETPLACE", "B2B", "POS", "INVOICE", "MANUAL");
    static final List<String> TRIGGERS = List.of("ON_ORDER", "ON_PAYMENT");
    static final String INVOICE = "INVOICE";
    static final int DEFAULT_PRIORITY = 100;

    /** The limits that terms must keep. */
    public record Bounds(int locations, int priority, UnpaidLife unpaidLife) {}

    /** Everything that is wrong; the texts' own forms, and whether locations exist, are checked elsewhere. */
    public List<Finding> findings(Bounds bounds) {
        List<Finding> findings = new ArrayList<>();
        if (kind == null || !KINDS.contains(kind)) {
            findings.add(new Finding("/kind", "must be one of " + String.join(", ", KINDS)));
        }
        if (trigger != null && !TRIGGERS.contains(trigger)) {
            findings.add(new Finding("/trigger", "must be one of " + String.join(", ", TRIGGERS) + ", or null for the merchant's"));
        }
        if (unpaidLife != null && !bounds.unpaidLife().allows(unpaidLife)) {
            findings.add(new Finding("/unpaidLife", bounds.unpaidLife().rule()));
        }
        if (priority != null && (priority < 0 || priority > bounds.priority())) {
            findings.add(new Finding("/priority", "must be 0 to " + bounds.priority()));
        }
        if (locations != null && (locations.isEmpty() || locations.size() > bounds.locations())) {
            findings.add(new Finding("/locations", "must be 1 to " + bounds.locations() + " codes, or left out for all locations"));
        }
        findings.addAll(repeated("/locations", locations));
        return findings;
    }

    /** The same with every default in its place. */
    public ChannelTerms complete() {
        return new ChannelTerms(code, name, kind, locations, Objects.requireNonNullElse(splitLines, false), trigger, unpaidLife,
                Objects.requireNonNullElse(tracksStock, !INVOICE.equals(kind)), Objects.requireNonNullElse(priority, DEFAULT_PRIORITY));
    }

    /** A finding for each code that stands in the list before. */
    static List<Finding> repeated(String pointer, List<String> codes) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; codes != null && i < codes.size(); i++) {
            if (!seen.add(codes.get(i))) {
                findings.add(new Finding(pointer + "/" + i, "is named twice"));
            }
        }
        return findings;
    }
}
