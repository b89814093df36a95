package io.holdfast.notification.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A year of mornings, with the service's own clock set from one to the next. Each hour that the clocks jump over or repeat is
 * the one of the merchant, so that the two days on which they change are the hardest of the year.
 */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class YearTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 365;
    private static final Duration BLINK = Duration.ofSeconds(40);

    @Inject
    Shop shop;
    @Inject
    DigestClaim claim;
    @Inject
    Transactions transactions;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ParameterizedTest(name = "{0} at {1}: {2} and {3}")
    @DisplayName("R62 R63 one digest on each day of a year, at the merchant's hour and not before, the two days on which clocks change included")
    @CsvSource({
            // zone, sendAt, when that is on the day clocks go forward (the jump, if it is jumped over), and back (the first, if it comes twice)
            "Europe/Paris,         02:30, 2026-03-29T01:00:00Z, 2026-10-25T00:30:00Z",
            "America/New_York,     01:30, 2026-03-08T06:30:00Z, 2026-11-01T05:30:00Z",
            "Australia/Lord_Howe,  02:15, 2026-10-03T15:30:00Z, 2026-04-04T15:45:00Z",
    })
    void everyDayOfAYear(String zone, LocalTime sendAt, Instant forward, Instant back) {
        ZoneId clockOnTheWall = ZoneId.of(zone);
        Instant before = NEW_YEAR.minusDays(1).atTime(12, 0).atZone(clockOnTheWall).toInstant();
        TestClock clock = TestClock.install(url, "postgres");
        clock.set(before);
        shop.opens(before, zone, "en");
        shop.call().body("{\"sendAt\": \"%s\"}".formatted(sendAt)).put("/v1/settings/notifications").then().statusCode(200);
        shop.sells("A", 1, before);
        List<LocalDate> made = new ArrayList<>();
        for (LocalDate day = NEW_YEAR; day.isBefore(NEW_YEAR.plusDays(DAYS)); day = day.plusDays(1)) {
            Instant hour = hour(day, clockOnTheWall, sendAt, List.of(forward, back));
            clock.set(hour.minus(BLINK));
            judge();
            assertEquals(made.size(), digests().size(), "too early on " + day);
            clock.set(hour);
            made.add(day);
            awaitDigests(made.size());
        }
        TreeMap<LocalDate, Instant> claimed = digests();
        assertEquals(made, List.copyOf(claimed.keySet()));
        for (Instant moment : List.of(forward, back)) {
            assertTrue(claimed.values().stream().anyMatch(at -> !at.isBefore(moment) && at.isBefore(moment.plus(BLINK))), moment.toString());
        }
    }

    /** When it is that time by the clock on the wall; on the two odd days, when the table says. */
    private static Instant hour(LocalDate day, ZoneId zone, LocalTime sendAt, List<Instant> odd) {
        return odd.stream().filter(moment -> moment.atZone(zone).toLocalDate().equals(day)).findFirst()
                .orElseGet(() -> day.atTime(sendAt).toInstant(only(zone, day, sendAt)));
    }

    private static ZoneOffset only(ZoneId zone, LocalDate day, LocalTime at) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(day.atTime(at));
        assertEquals(1, offsets.size(), "the table lacks " + day);
        return offsets.get(0);
    }

    @ParameterizedTest(name = "down for {0} hours: {1}")
    @DisplayName("R63 days that were missed while everything was down are made up by one digest, and never twice")
    @CsvSource({"3, 1", "30, 1", "100, 1", "1000, 1"})
    void downForDays(int hours, int madeUp) {
        Instant before = Instant.parse("2026-03-28T12:00:00Z");
        TestClock clock = TestClock.install(url, "postgres");
        clock.set(before);
        shop.opens(before, "Asia/Kathmandu", "en");
        shop.sells("A", 1, before);
        clock.set(Instant.parse("2026-03-29T00:14:00Z").plus(Duration.ofHours(hours)));
        awaitDigests(madeUp);
        IntStream.range(0, 5).forEach(again -> judge());
        assertEquals(madeUp, digests().size());
        clock.advance(Duration.ofDays(1));
        awaitDigests(madeUp + 1);
    }

    /** The service's own rounds may be at it at the same moment; then it is theirs. */
    private void awaitDigests(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(() -> {
            judge();
            return digests().size() == count;
        });
    }

    private void judge() {
        claim.judge(shop.id()).onFailure(YearTest::isForTheNextRound).recoverWithNull().await().atMost(Duration.ofSeconds(10));
    }

    /** Two that judge at the same moment: one of them fails and looks again, as the service's rounds do. */
    private static boolean isForTheNextRound(Throwable failure) {
        return failure instanceof PgException refused && "40001".equals(refused.getSqlState());
    }

    private TreeMap<LocalDate, Instant> digests() {
        TreeMap<LocalDate, Instant> digests = new TreeMap<>();
        transactions.ofAllMerchants(all -> all.preparedQuery("select date, claimed_at from digest where merchant = $1").execute(Tuple.of(shop.id()))).await()
                .atMost(Duration.ofSeconds(5)).forEach(row -> digests.put(row.getLocalDate(0), row.getOffsetDateTime(1).toInstant()));
        return digests;
    }
}
