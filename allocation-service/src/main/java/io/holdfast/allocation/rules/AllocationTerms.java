package io.holdfast.allocation.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a merchant says about an allocation.
 *
 * @param purpose one of {@link #PURPOSES}
 * @param channels codes of its members; a {@code RESERVE} without any is a buffer that only {@code MANUAL} channels draw on
 * @param quantity units set aside, sold in advance, or hidden; none for {@code STOP}
 * @param adjust when stock is below what remains: {@code "FOLLOW"} (the default) keeps selling, {@code "USE_AVAILABLE"} does not
 * @param startsAt in force from then on; null: from its creation
 * @param endsAt in force until before then; null: until it is deleted
 */
public record AllocationTerms(String sku, String purpose, List<String> channels, Long quantity, String adjust,
        Instant startsAt, Instant endsAt) {

    public static final String RESERVE = "RESERVE";
    public static final String PRESELL = "PRESELL";
    public static final String BUFFER = "BUFFER";
    public static final String STOP = "STOP";
    static final List<String> PURPOSES = List.of(RESERVE, PRESELL, BUFFER, STOP);
    static final List<String> ADJUSTS = List.of("FOLLOW", "USE_AVAILABLE");

    // What RFC 3339 can write, but for the year 0, which no calendar of a merchant has.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** The limits that terms must keep. */
    public record Bounds(long quantity, int channels) {}

    /** Everything that is wrong; the texts' own forms, and whether SKU and channels exist, are checked elsewhere. */
    public List<Finding> findings(Bounds bounds) {
        List<Finding> findings = new ArrayList<>();
        if (purpose == null || !PURPOSES.contains(purpose)) {
            findings.add(new Finding("/purpose", "must be one of " + String.join(", ", PURPOSES)));
        } else {
            findings.addAll(ofPurpose(bounds));
        }
        if (channels != null && channels.size() > bounds.channels()) {
            findings.add(new Finding("/channels", "must be up to " + bounds.channels() + " codes"));
        }
        if (adjust != null && !ADJUSTS.contains(adjust)) {
            findings.add(new Finding("/adjust", "must be one of " + String.join(", ", ADJUSTS)));
        }
        findings.addAll(ofWindow());
        findings.addAll(ChannelTerms.repeated("/channels", channels));
        return findings;
    }

    private List<Finding> ofPurpose(Bounds bounds) {
        List<Finding> findings = new ArrayList<>();
        if (!stops() && (quantity == null || quantity < 0 || quantity > bounds.quantity())) {
            findings.add(new Finding("/quantity", "must be a whole number of units, 0 to " + bounds.quantity()));
        }
        if (stops() && quantity != null) {
            findings.add(new Finding("/quantity", "must be left out: a STOP has no quantity"));
        }
        if (!reserves() && (channels == null || channels.isEmpty())) {
            findings.add(new Finding("/channels", "must name at least one channel: only a RESERVE may be without members"));
        }
        return findings;
    }

    private List<Finding> ofWindow() {
        List<Finding> findings = new ArrayList<>();
        outOfCalendar(startsAt).ifPresent(rule -> findings.add(new Finding("/startsAt", rule)));
        outOfCalendar(endsAt).ifPresent(rule -> findings.add(new Finding("/endsAt", rule)));
        if (findings.isEmpty() && startsAt != null && endsAt != null && !complete().startsAt.isBefore(complete().endsAt)) {
            findings.add(new Finding("/endsAt", "must be later than startsAt, " + startsAt));
        }
        return findings;
    }

    private static Optional<String> outOfCalendar(Instant time) {
        return time == null || !time.isBefore(FIRST) && !time.isAfter(LAST) ? Optional.empty()
                : Optional.of("must be a time of the years 1 to 9999");
    }

    /** That a new allocation would never be in force is a slip of whoever asks for it. */
    public Optional<Finding> neverInForce(Instant now) {
        return window().at(now) == Window.State.ENDED
                ? Optional.of(new Finding("/endsAt", "must be later than now, " + now)) : Optional.empty();
    }

    /** The same with every default in its place, and times as exact as they are kept: to the microsecond. */
    public AllocationTerms complete() {
        return new AllocationTerms(sku, purpose, Objects.requireNonNullElse(channels, List.of()), quantity,
                Objects.requireNonNullElse(adjust, ADJUSTS.get(0)), kept(startsAt), kept(endsAt));
    }

    private static Instant kept(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    public Window window() {
        return new Window(startsAt, endsAt);
    }

    public boolean reserves() {
        return RESERVE.equals(purpose);
    }

    public boolean stops() {
        return STOP.equals(purpose);
    }

    /** Whether it is a pot: orders of its members draw on it, and each channel draws on one of a kind. */
    public boolean drawable() {
        return RESERVE.equals(purpose) || PRESELL.equals(purpose);
    }
}
