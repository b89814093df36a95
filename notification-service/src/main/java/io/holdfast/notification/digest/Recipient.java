package io.holdfast.notification.digest;

import io.holdfast.notification.rules.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * A merchant to be mailed.
 *
 * @param addresses without those who want no mail
 * @param countsSince from when its hours count
 * @param now by the database's clock
 */
record Recipient(String merchant, String name, List<String> addresses, Locale locale, LocalTime sendAt, ZoneId zone,
        Instant countsSince, Instant now) {

    LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    Schedule schedule() {
        return new Schedule(sendAt, zone);
    }
}
