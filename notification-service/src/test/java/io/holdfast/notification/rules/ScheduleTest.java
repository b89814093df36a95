package io.holdfast.notification.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.rules.Schedule.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @ParameterizedTest(name = "{1} in {0}")
    @DisplayName("R62 a year has one hour of sending on each of its days, whatever the clocks do")
    @CsvSource({
            "Europe/Paris, 06:00", "Europe/Paris, 02:30", "Europe/Paris, 00:00",
            "America/New_York, 06:00", "America/New_York, 01:30", "America/New_York, 02:00",
            "Australia/Lord_Howe, 06:00", "Australia/Lord_Howe, 01:45", "Australia/Lord_Howe, 02:15",
            "Africa/Cairo, 00:00", "America/Santiago, 23:30", "Asia/Kolkata, 23:59",
    })
    void aYear(String zone, String sendAt) {
        Schedule schedule = new Schedule(LocalTime.parse(sendAt), ZoneId.of(zone));
        Instant now = LocalDate.of(2026, 1, 1).atStartOfDay(schedule.zone()).toInstant().minusSeconds(60);
        Instant end = LocalDate.of(2027, 1, 1).atStartOfDay(schedule.zone()).toInstant();
        List<LocalDate> sent = new ArrayList<>();
        Hour before = schedule.last(now);
        for (now = now.plusSeconds(60); now.isBefore(end); now = now.plusSeconds(60)) {
            Hour last = schedule.last(now);
            assertFalse(last.at().isAfter(now));
            assertTrue(schedule.next(now).at().isAfter(now));
            if (!last.equals(before)) {
                assertEquals(now, last.at(), "noticed in its minute");
                assertTrue(Duration.between(before.at(), last.at()).toHours() >= 22, "never twice in a day");
                sent.add(last.date());
                before = last;
            }
        }
        assertEquals(LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)).toList(), sent);
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @DisplayName("R62 an hour that is jumped over is the moment of the jump, one that comes twice is the first")
    @CsvSource({
            "Europe/Paris, 2026-03-29, 02:30, 2026-03-29T01:00:00Z",
            "Europe/Paris, 2026-03-29, 02:00, 2026-03-29T01:00:00Z",
            "Europe/Paris, 2026-03-29, 06:00, 2026-03-29T04:00:00Z",
            "Europe/Paris, 2026-10-25, 02:30, 2026-10-25T00:30:00Z",
            "Europe/Paris, 2026-10-25, 06:00, 2026-10-25T05:00:00Z",
            "America/New_York, 2026-11-01, 01:30, 2026-11-01T05:30:00Z",
            "Africa/Cairo, 2026-04-24, 00:00, 2026-04-23T22:00:00Z",
    })
    void clockChanges(String zone, LocalDate date, LocalTime sendAt, Instant moment) {
        assertEquals(moment, new Schedule(sendAt, ZoneId.of(zone)).on(date).at());
    }
}
