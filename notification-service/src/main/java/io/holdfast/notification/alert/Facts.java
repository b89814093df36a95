package io.holdfast.notification.alert;

import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.notification.rules.AlertKind;
import io.holdfast.notification.rules.Crossing;
import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import io.holdfast.notification.rules.Trail;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of one variant.
 *
 * @param mailing what the digest may speak of, as the newest version says
 * @param alerted whether it ever had an alert
 * @param pars units that should be there, by location, as the newest version says
 * @param incoming units on their way, by location, as the newest level says
 */
record Facts(SkuKey key, String name, Mailing mailing, boolean alerted, Trail<Variant> variants, Trail<Level> levels,
        Map<String, Long> pars, Map<String, Long> incoming) {

    private static final String QUANTITY = "QUANTITY";

    Facts with(VariantChanged data, long version, Instant time) {
        boolean newest = variants.last() == null || version > variants.last().version();
        boolean watched = QUANTITY.equals(data.tracking()) && !data.archived();
        Variant step = new Variant(version, time, data.threshold(), watched, data.locationThresholds());
        return new Facts(key, newest ? data.name() : name, newest ? new Mailing(data.notifies(), data.notifiesAt()) : mailing, alerted,
                variants.plus(step), levels, newest ? data.pars() : pars, incoming);
    }

    Facts with(LevelChanged data, long version, Instant time) {
        boolean newest = levels.last() == null || version > levels.last().version();
        Map<String, Long> at = data.locations().stream().collect(Collectors.toMap(l -> l.code(), l -> l.available()));
        Map<String, Long> onTheWay = !newest ? incoming : data.locations().stream().filter(l -> l.incoming() != 0)
                .collect(Collectors.toMap(l -> l.code(), l -> l.incoming()));
        Level step = new Level(version, time, data.counted(), data.available(), at);
        return new Facts(key, name, mailing, alerted, variants, levels.plus(step), pars, onTheWay);
    }

    Facts withAlert() {
        return new Facts(key, name, mailing, true, variants, levels, pars, incoming);
    }

    /** Units over all locations; null before the first level. */
    Long available() {
        return levels.last() == null ? null : levels.last().available();
    }

    long available(String location) {
        return location == null ? available() : availableAt().getOrDefault(location, 0L);
    }

    Map<String, Long> availableAt() {
        return levels.last() == null ? Map.of() : levels.last().availableAt();
    }

    Long threshold(String location) {
        Variant last = variants.last();
        return last == null ? null : location == null ? last.threshold() : last.thresholds().get(location);
    }

    Instant since(Spot spot, Instant openSince) {
        return Crossing.since(spot.kind(), spot.location(), variants, levels, openSince);
    }

    /** What there may be an alert about: over all locations, where there was one, and wherever one may have to be raised. */
    Set<Spot> spots(Collection<Spot> known) {
        Set<Spot> spots = new LinkedHashSet<>();
        for (AlertKind kind : AlertKind.values()) {
            if (kind.isJudgedAt(null)) {
                spots.add(new Spot(kind, null));
            }
        }
        if (variants.last() != null) {
            variants.last().thresholds().keySet().forEach(location -> spots.add(new Spot(AlertKind.LOW, location)));
        }
        availableAt().forEach((location, units) -> {
            if (units < 0) {
                spots.add(new Spot(AlertKind.NEGATIVE, location));
            }
        });
        spots.addAll(known);
        return spots;
    }

    /** The time of the newest fact. */
    Instant changedAt() {
        Instant variant = variants.last() == null ? Instant.MIN : variants.last().time();
        Instant level = levels.last() == null ? Instant.MIN : levels.last().time();
        return variant.isAfter(level) ? variant : level;
    }
}
