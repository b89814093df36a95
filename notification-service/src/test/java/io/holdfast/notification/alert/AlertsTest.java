package io.holdfast.notification.alert;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.messaging.Events;
import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class AlertsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));
    private static final String SKU = "TEA/ 1\"é🍵";

    @Inject
    Shop shop;
    @Inject
    Transactions transactions;
    @Inject
    Events reader;

    private ValidatableResponse alerts(String kind) {
        return shop.call().queryParam("kind", kind).get("/v1/alerts").then().statusCode(200);
    }

    @Test
    @DisplayName("R60 a variant below its threshold is listed, with what is known of it")
    void below() {
        shop.tell(shop.variant(SKU, "Green tea", 5L, true, false, 1, MONDAY), shop.level(SKU, true, 4, 1, TUESDAY));
        shop.call().get("/v1/alerts").then().statusCode(200).body("items", hasSize(1)).body("nextCursor", nullValue())
                .body("items[0].kind", equalTo("LOW")).body("items[0].sku", equalTo(SKU)).body("items[0].name", equalTo("Green tea"))
                .body("items[0].available", equalTo(4)).body("items[0].threshold", equalTo(5))
                .body("items[0].since", equalTo("2026-03-03T08:00:00Z"));
    }

    @Test
    @DisplayName("R60 at its threshold, never counted, without a threshold or archived: not low")
    void notBelow() {
        shop.tell(shop.variant("AT", "At", 5L, true, false, 1, MONDAY), shop.level("AT", true, 5, 1, MONDAY),
                shop.variant("NEVER", "Never", 5L, true, false, 1, MONDAY), shop.level("NEVER", false, 0, 1, MONDAY),
                shop.variant("FREE", "Free", null, true, false, 1, MONDAY), shop.level("FREE", true, 0, 1, MONDAY),
                shop.variant("GONE", "Gone", 5L, true, true, 1, MONDAY), shop.level("GONE", true, 0, 1, MONDAY));
        alerts("LOW").body("items", empty());
        alerts("SOLD_OUT").body("items.sku", contains("FREE"));
    }

    @Test
    @DisplayName("R60 with notifications off it is still listed")
    void muted() {
        shop.tell(shop.variant(SKU, "Tea", 5L, false, false, 1, MONDAY), shop.level(SKU, true, 1, 1, MONDAY));
        alerts("LOW").body("items.sku", contains(SKU));
    }

    @Test
    @DisplayName("R66 an alert is raised once per crossing, told on every change, and cleared on recovery")
    void oncePerCrossing() {
        shop.tell(shop.variant(SKU, "Tea", 5L, true, false, 1, MONDAY), shop.level(SKU, true, 4, 1, TUESDAY));
        shop.tell(shop.level(SKU, true, 3, 2, WEDNESDAY));
        alerts("LOW").body("items[0].since", equalTo("2026-03-03T08:00:00Z")).body("items[0].available", equalTo(3));
        shop.tell(shop.variant(SKU, "Black tea", 9L, true, false, 2, WEDNESDAY));
        alerts("LOW").body("items[0].since", equalTo("2026-03-03T08:00:00Z")).body("items[0].threshold", equalTo(9));
        shop.tell(shop.level(SKU, true, 9, 3, WEDNESDAY));
        alerts("LOW").body("items", empty());
        assertEquals(List.of("1 2026-03-03T08:00:00Z 4<5", "2 2026-03-03T08:00:00Z 3<5", "3 2026-03-03T08:00:00Z 3<9", "4 null 3<9"),
                told("LOW/" + SKU));
    }

    @Test
    @DisplayName("R66 an alert that was cleared and raised again is the newer version of itself")
    void raisedAgain() {
        shop.tell(shop.variant(SKU, "Tea", 5L, true, false, 1, MONDAY), shop.level(SKU, true, 4, 1, MONDAY));
        shop.tell(shop.level(SKU, true, 6, 2, TUESDAY));
        shop.tell(shop.level(SKU, true, 2, 3, WEDNESDAY));
        assertEquals(List.of("1 2026-03-02T08:00:00Z 4<5", "2 null 4<5", "3 2026-03-04T08:00:00Z 2<5"), told("LOW/" + SKU));
    }

    @Test
    @DisplayName("R66 a repeated, unchanged or older level tells nothing")
    void nothingNew() {
        Envelope level = shop.level(SKU, true, 4, 5, TUESDAY);
        shop.tell(shop.variant(SKU, "Tea", 5L, true, false, 1, MONDAY), level);
        shop.tell(level);
        shop.tell(shop.level(SKU, true, 4, 6, WEDNESDAY));
        assertEquals(1, told("LOW/" + SKU).size());
        shop.tell(shop.level(SKU, true, 9, 4, MONDAY));
        alerts("LOW").body("items[0].available", equalTo(4)).body("items[0].since", equalTo("2026-03-03T08:00:00Z"));
    }

    @Test
    @DisplayName("R66 whatever order events come in, one by one or in a batch, the alerts are the same")
    void anyOrder() {
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            String sku = "ORDER-" + round;
            List<Envelope> story = new ArrayList<>(List.of(
                    shop.variant(sku, "Old name", null, true, false, 1, MONDAY),
                    shop.level(sku, true, 3, 1, MONDAY.plusSeconds(60)),
                    shop.variant(sku, "Tea", 5L, true, false, 2, MONDAY.plusSeconds(120)),
                    shop.level(sku, true, 8, 2, TUESDAY),
                    shop.level(sku, true, 2, 3, WEDNESDAY),
                    shop.level(sku, true, -1, 4, WEDNESDAY.plusSeconds(60))));
            Collections.shuffle(story, random);
            int cut = random.nextInt(story.size() + 1);
            shop.tell(story.subList(0, cut).toArray(Envelope[]::new));
            story.subList(cut, story.size()).forEach(shop::tell);
        }
        alerts("LOW").body("items", hasSize(12)).body("items.since.unique()", contains("2026-03-04T08:00:00Z"))
                .body("items.name.unique()", contains("Tea")).body("items.available.unique()", contains(-1));
        alerts("NEGATIVE").body("items.since.unique()", contains("2026-03-04T08:01:00Z"));
        alerts("SOLD_OUT").body("items.since.unique()", contains("2026-03-04T08:01:00Z"));
    }

    @Test
    @DisplayName("R60 a location has a threshold of its own, and its own alert")
    void atALocation() {
        shop.tell(shop.variant(SKU, 10L, Map.of("PARIS", 4L, "LYON", 2L, "NICE", 9L), Map.of(), 1, MONDAY),
                shop.levels(SKU, Map.of("PARIS", 3L, "LYON", 2L, "WAREHOUSE", 50L), Map.of(), 1, TUESDAY));
        alerts("LOW").body("items", hasSize(1)).body("items[0].location", equalTo("PARIS")).body("items[0].available", equalTo(3))
                .body("items[0].threshold", equalTo(4)).body("items[0].since", equalTo("2026-03-03T08:00:00Z"));
        shop.tell(shop.levels(SKU, Map.of("PARIS", 1L, "LYON", 1L, "WAREHOUSE", 0L), Map.of(), 2, WEDNESDAY));
        alerts("LOW").body("items.location", contains(null, "LYON", "PARIS")).body("items.threshold", contains(10, 2, 4))
                .body("items.available", contains(2, 1, 1)).body("items[2].since", equalTo("2026-03-03T08:00:00Z"));
        shop.tell(shop.variant(SKU, 1L, Map.of("PARIS", 1L), Map.of(), 2, WEDNESDAY.plusSeconds(1)));
        alerts("LOW").body("items", empty());
        assertEquals(List.of("1 2026-03-03T08:00:00Z 3<4", "2 2026-03-03T08:00:00Z 1<4", "3 null 1<4"), told("LOW/" + SKU + "/PARIS"));
        assertEquals(List.of("1 2026-03-04T08:00:00Z 2<10", "2 null 2<10"), told("LOW/" + SKU));
    }

    @Test
    @DisplayName("R22 a shop below zero is told, whatever the warehouse has")
    void belowZeroAtALocation() {
        shop.tell(shop.variant(SKU, null, Map.of(), Map.of(), 1, MONDAY));
        shop.tell(shop.levels(SKU, Map.of("SHOP", -2L, "WAREHOUSE", 50L), Map.of(), 1, TUESDAY));
        alerts("NEGATIVE").body("items", hasSize(1)).body("items[0].location", equalTo("SHOP")).body("items[0].available", equalTo(-2));
        alerts("SOLD_OUT").body("items", empty());
        shop.tell(shop.levels(SKU, Map.of("SHOP", 0L, "WAREHOUSE", 48L), Map.of(), 2, WEDNESDAY));
        alerts("NEGATIVE").body("items", empty());
    }

    @Test
    @DisplayName("R66 at a location too the day of the crossing does not depend on the order of events")
    void atALocationInAnyOrder() {
        Random random = new Random(3);
        for (int round = 0; round < 12; round++) {
            String sku = "PLACE-" + round;
            List<Envelope> story = new ArrayList<>(List.of(
                    shop.levels(sku, Map.of("PARIS", 3L, "LYON", -1L), Map.of(), 1, MONDAY),
                    shop.variant(sku, null, Map.of("PARIS", 5L), Map.of(), 1, MONDAY.plusSeconds(60)),
                    shop.levels(sku, Map.of("PARIS", 8L, "LYON", 1L), Map.of(), 2, TUESDAY),
                    shop.levels(sku, Map.of("PARIS", 2L, "LYON", -3L), Map.of(), 3, WEDNESDAY),
                    shop.levels(sku, Map.of("PARIS", 1L, "LYON", -4L), Map.of(), 4, WEDNESDAY.plusSeconds(60))));
            Collections.shuffle(story, random);
            int cut = random.nextInt(story.size() + 1);
            shop.tell(story.subList(0, cut).toArray(Envelope[]::new));
            story.subList(cut, story.size()).forEach(shop::tell);
        }
        alerts("LOW").body("items", hasSize(12)).body("items.since.unique()", contains("2026-03-04T08:00:00Z"))
                .body("items.location.unique()", contains("PARIS")).body("items.available.unique()", contains(1));
        alerts("NEGATIVE").body("items", hasSize(12)).body("items.since.unique()", contains("2026-03-04T08:00:00Z"))
                .body("items.location.unique()", contains("LYON")).body("items.available.unique()", contains(-4));
    }

    @Test
    @DisplayName("R60 the alerts of one variant may stand on several pages")
    void pagesWithinAVariant() {
        shop.tell(shop.variant(SKU, 9L, Map.of("A", 2L, "B", 2L), Map.of(), 1, MONDAY),
                shop.levels(SKU, Map.of("A", 1L, "B", 1L), Map.of(), 1, MONDAY));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = shop.call().queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor)).queryParam("limit", 1)
                    .get("/v1/alerts").then().statusCode(200).body("items", hasSize(1)).extract();
            seen.add(page.path("items[0].location"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertEquals(Arrays.asList(null, "A", "B"), seen);
    }

    @Test
    @DisplayName("R17 a short order is listed line by line until it is covered or cancelled")
    void shortOrders() {
        UUID order = UUID.randomUUID();
        shop.tell(shop.variant(SKU, "Tea", 5L, true, false, 1, MONDAY), shop.level(SKU, true, 0, 1, MONDAY));
        shop.tell(shop.order(order, "SHORT", List.of(new OrderChanged.Line(SKU, 5, 0, 2, 0, 3), new OrderChanged.Line("B", 1, 0, 1, 0, 0)), 2, TUESDAY));
        alerts("SHORT").body("items", hasSize(1)).body("items[0].sku", equalTo(SKU)).body("items[0].name", equalTo("Tea"))
                .body("items[0].order", equalTo(order.toString())).body("items[0].missing", equalTo(3))
                .body("items[0].available", equalTo(0)).body("items[0].since", equalTo("2026-03-03T08:00:00Z"));
        shop.tell(shop.order(order, "PAID", List.of(new OrderChanged.Line(SKU, 5, 0, 5, 0, 0)), 3, WEDNESDAY));
        alerts("SHORT").body("items", empty());
    }

    @Test
    @DisplayName("R17 a short order's events may come in any order")
    void shortOrdersInAnyOrder() {
        UUID order = UUID.randomUUID();
        shop.tell(shop.order(order, "CANCELLED", List.of(new OrderChanged.Line(SKU, 5, 0, 0, 0, 0)), 4, WEDNESDAY));
        shop.tell(shop.order(order, "SHORT", List.of(new OrderChanged.Line(SKU, 5, 0, 2, 0, 3)), 2, MONDAY));
        alerts("SHORT").body("items", empty());
        UUID other = UUID.randomUUID();
        shop.tell(shop.order(other, "SHORT", List.of(new OrderChanged.Line(SKU, 5, 0, 3, 0, 2)), 3, TUESDAY));
        shop.tell(shop.order(other, "SHORT", List.of(new OrderChanged.Line(SKU, 5, 0, 2, 0, 3)), 2, MONDAY));
        alerts("SHORT").body("items", hasSize(1)).body("items[0].missing", equalTo(2)).body("items[0].since", equalTo("2026-03-02T08:00:00Z"));
    }

    @Test
    @DisplayName("R80 a merchant sees its own alerts only, page by page")
    void pages() {
        List<Envelope> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(shop.variant("P" + i, "P", 5L, true, false, 1, MONDAY));
            all.add(shop.level("P" + i, true, i, 1, MONDAY));
        }
        shop.tell(all.toArray(Envelope[]::new));
        String cursor = shop.call().queryParam("limit", 3).get("/v1/alerts").then().statusCode(200)
                .body("items.sku", contains("P0", "P1", "P2")).body("nextCursor", notNullValue()).extract().path("nextCursor");
        shop.call().queryParam("limit", 3).queryParam("cursor", cursor).get("/v1/alerts").then()
                .body("items.sku", contains("P3", "P4")).body("nextCursor", nullValue());
        UUID order = UUID.randomUUID();
        shop.tell(shop.order(order, "SHORT", List.of(new OrderChanged.Line("P1", 2, 0, 0, 0, 2), new OrderChanged.Line("P2", 2, 0, 0, 0, 2)), 2, MONDAY));
        String next = shop.call().queryParam("kind", "SHORT").queryParam("limit", 1).get("/v1/alerts").then()
                .body("items.sku", contains("P1")).extract().path("nextCursor");
        shop.call().queryParam("kind", "SHORT").queryParam("limit", 1).queryParam("cursor", next).get("/v1/alerts").then()
                .body("items.sku", contains("P2")).body("nextCursor", nullValue());
    }

    @Test
    @DisplayName("R83 an unknown kind and a made-up cursor are refused by name")
    void refusals() {
        shop.call().queryParam("kind", "low").get("/v1/alerts").then().statusCode(422).body("errors[0].pointer", equalTo("?kind"));
        for (String cursor : List.of("AAAA", "MS0xLTEtMS0x", "%")) {
            shop.call().queryParam("kind", "SHORT").queryParam("cursor", cursor).get("/v1/alerts").then().statusCode(422)
                    .body("errors[0].pointer", equalTo("?cursor"));
        }
    }

    /** What was told of an alert, as "version since available<threshold", where the first version is 1. */
    private List<String> told(String subject) {
        List<Envelope> events = new ArrayList<>();
        transactions.ofAllMerchants(all -> all.preparedQuery("select envelope from outbox where aggregate = $1 order by id")
                .execute(Tuple.of(EventTypes.ALERT_CHANGED + "/" + shop.id() + "/" + subject)))
                .await().atMost(Duration.ofSeconds(5)).forEach(row -> events.add(read(row.getString(0))));
        return events.stream().map(event -> line(event, event.version() - events.get(0).version() + 1)).toList();
    }

    private Envelope read(String envelope) {
        try {
            return reader.read(envelope.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String line(Envelope event, long version) {
        var data = event.data();
        return version + " " + data.path("since").asText("null") + " " + data.path("available") + "<" + data.path("threshold");
    }
}
