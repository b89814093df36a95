package io.holdfast.notification.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * Once on each date, at an hour of the merchant's own clock. An hour that the clocks jump over is the moment of the jump;
 * an hour that comes twice is the first of the two.
 */
public record Schedule(LocalTime sendAt, ZoneId zone) {

    /** The one moment that belongs to a date. */
    public record Hour(LocalDate date, Instant at) {}

    /** The last hour that has come. */
    public Hour last(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Hour hour = on(today);
        return hour.at().isAfter(now) ? on(today.minusDays(1)) : hour;
    }

    /** The next hour that has not come yet. */
    public Hour next(Instant now) {
        return on(last(now).date().plusDays(1));
    }

    Hour on(LocalDate date) {
        LocalDateTime local = date.atTime(sendAt);
        ZoneOffsetTransition jump = zone.getRules().getTransition(local);
        boolean skipped = jump != null && jump.isGap();
        return new Hour(date, skipped ? jump.getInstant() : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
    }
}
