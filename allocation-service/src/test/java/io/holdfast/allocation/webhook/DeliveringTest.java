package io.holdfast.allocation.webhook;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.holdfast.allocation.sellable.LaneStore;
import io.holdfast.allocation.sellable.Telling;
import io.holdfast.allocation.sellable.ToldChannels;
import io.holdfast.service.database.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveringTest extends WebhookTest {

    @Inject
    Transactions transactions;

    @Inject
    Vertx vertx;

    @Inject
    ClaimStore claims;

    @Inject
    DeliveryStore log;

    @Inject
    LaneStore lanes;

    @Inject
    Delivering delivering;

    @Inject
    Telling telling;

    @Inject
    ToldChannels channels;

    @Test
    @DisplayName("R49 a webhook gets what there is, then what changes; the official library accepts every signature")
    void signedAsTheSpecificationSays() throws Exception {
        clock.set(Instant.ofEpochMilli(System.currentTimeMillis()));
        stock.that("TEA", 1, 5, "web").that("TEA", 1, 5, "b2b").thatStatus("CUP", 3, "IN_STOCK", "web").now();
        try (Receiver receiver = Receiver.started()) {
            JsonPath webhook = webhook(receiver, "web");
            until(() -> receiver.messages().size() == 1);
            stock.that("TEA", 2, 4, "web", "b2b").now();
            until(() -> receiver.messages().size() == 2);
            assertEquals(List.of("web/TEA=5@1", "web/CUP=IN_STOCK@3", "web/TEA=4@2"), receiver.told());
            Webhook official = new Webhook(webhook.getString("secret"));
            for (Receiver.Message message : receiver.messages()) {
                official.verify(message.body(), HttpHeaders.of(message.headers(), (name, value) -> true));
                assertEquals("availability.changed", message.json().path("type").asText());
                assertTrue(message.json().path("timestamp").asText().endsWith("Z"));
                assertEquals("application/json", message.header("content-type"));
            }
            Webhook wrong = new Webhook(Secrets.fresh());
            assertThrows(WebhookVerificationException.class, () -> wrong.verify(receiver.messages().get(0).body(),
                    HttpHeaders.of(receiver.messages().get(0).headers(), (name, value) -> true)));
            until(() -> states(webhook).equals(List.of("DELIVERED", "DELIVERED")));
            assertEquals(receiver.messages().get(1).id(), deliveries(webhook).get(0).get("messageId"));
            assertEquals(0, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web")).await().atMost(PATIENCE));
            assertEquals(1, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "b2b")).await().atMost(PATIENCE));
        }
    }

    @Test
    @DisplayName("R49 while a receiver thinks, changes gather: then it gets the newest of each SKU, in order, and no older one ever")
    void changesGather() throws InterruptedException {
        CountDownLatch thinking = new CountDownLatch(1);
        try (Receiver receiver = Receiver.answering(n -> n > 0 || waits(thinking) ? 200 : 200)) {
            webhook(receiver, null);
            stock.that("TEA", 1, 100, "web").now();
            until(() -> receiver.messages().size() == 1);
            for (int version = 2; version <= 40; version++) {
                stock.that("TEA", version, 100 - version, "web").that("MUG", version, version, "web").now();
            }
            stock.that("TEA", 7, 1, "web").now();
            assertEquals(1, receiver.messages().size());
            thinking.countDown();
            until(() -> receiver.newest().equals(Map.of("web/TEA", 40L, "web/MUG", 40L)));
            assertEquals(List.of("web/TEA=100@1", "web/TEA=60@40", "web/MUG=40@40"), receiver.told());
        }
    }

    @Test
    @DisplayName("R49 receivers that never answer or always fail hold nobody else up, not even another webhook of the same merchant")
    void holdNobodyUp() {
        CountDownLatch never = new CountDownLatch(1);
        IntStream.range(0, 60).forEach(i -> shop.channel("c" + i, "MARKETPLACE"));
        String[] all = IntStream.range(0, 60).mapToObj(i -> "c" + i).toArray(String[]::new);
        try (Receiver stuck = Receiver.answering(n -> waits(never) ? 200 : 200); Receiver failing = Receiver.answering(n -> 500);
                Receiver sound = Receiver.started()) {
            webhook(stuck, null);
            webhook(failing, null);
            webhook(sound, null);
            stock.that("TEA", 1, 5, all).now();
            until(() -> stuck.messages().size() >= 16 && failing.messages().size() >= 60);
            until(() -> sound.newest().size() == 60);
            long begun = System.nanoTime();
            stock.that("TEA", 2, 4, "c7", "c59").now();
            until(() -> sound.newest().get("c7/TEA") == 2 && sound.newest().get("c59/TEA") == 2);
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(1).toNanos(), "it took more than a second");
            never.countDown();
        }
    }

    @Test
    @DisplayName("R49 a failed delivery is tried again for a day under the same id, then parked; what changes later still gets through, and by hand the parked one, too")
    void triedForADayThenParked() {
        boolean[] up = {false};
        try (Receiver receiver = Receiver.answering(n -> up[0] ? 204 : 503)) {
            JsonPath webhook = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").that("MUG", 1, 2, "web").now();
            int attempts = 1;
            Instant first = clock.now();
            until(() -> receiver.messages().size() == 1);
            while (!states(webhook).equals(List.of("PARKED"))) {
                int made = attempts;
                until(() -> deliveries(webhook).get(0).get("attempts").equals(made));
                Object next = deliveries(webhook).get(0).get("nextAttemptAt");
                if (next != null) {
                    clock.set(Instant.parse((String) next).plusMillis(1));
                    attempts++;
                    int expected = attempts;
                    until(() -> receiver.messages().size() == expected);
                    until(() -> deliveries(webhook).get(0).get("attempts").equals(expected));
                }
            }
            assertEquals(9, receiver.messages().size());
            assertTrue(Duration.between(first, clock.now()).toHours() >= 24, "parked too early");
            assertEquals(1, receiver.messages().stream().map(Receiver.Message::id).distinct().count());
            assertEquals(503, deliveries(webhook).get(0).get("lastStatus"));
            up[0] = true;
            stock.that("TEA", 2, 4, "web").now();
            until(() -> receiver.messages().size() == 10);
            assertEquals(List.of("web/TEA=4@2"), receiver.messages().get(9).told());
            until(() -> states(webhook).equals(List.of("DELIVERED", "PARKED")));
            redeliver(webhook, deliveries(webhook).get(1));
            until(() -> receiver.messages().size() == 11);
            assertEquals(List.of("web/MUG=2@1", "web/TEA=4@2"), receiver.messages().get(10).told());
            assertNotEquals(receiver.messages().get(0).id(), receiver.messages().get(10).id());
            until(() -> states(webhook).equals(List.of("DELIVERED", "DELIVERED", "REPLACED")));
        }
    }

    @Test
    @DisplayName("R49 what has changed before the next attempt goes as a new message with the newest values, in place of the old one")
    void newerValuesReplaceADelivery() {
        boolean[] up = {false};
        try (Receiver receiver = Receiver.answering(n -> up[0] ? 200 : 500)) {
            JsonPath webhook = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> receiver.messages().size() == 1 && deliveries(webhook).get(0).get("attempts").equals(1));
            stock.that("TEA", 2, 4, "web").now();
            up[0] = true;
            clock.advance(Duration.ofSeconds(10));
            until(() -> receiver.messages().size() == 2);
            assertEquals(List.of("web/TEA=4@2"), receiver.messages().get(1).told());
            assertNotEquals(receiver.messages().get(0).id(), receiver.messages().get(1).id());
            until(() -> states(webhook).equals(List.of("DELIVERED", "REPLACED")));
        }
    }

    @Test
    @DisplayName("R49 a delivery is repeated by hand under its own id while it still tells the newest")
    void redeliveredByHand() {
        try (Receiver receiver = Receiver.started()) {
            JsonPath webhook = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> states(webhook).equals(List.of("DELIVERED")));
            redeliver(webhook, deliveries(webhook).get(0));
            until(() -> receiver.messages().size() == 2);
            assertEquals(receiver.messages().get(0).id(), receiver.messages().get(1).id());
            assertEquals(receiver.messages().get(0).body(), receiver.messages().get(1).body());
            until(() -> deliveries(webhook).get(0).get("attempts").equals(2) && states(webhook).equals(List.of("DELIVERED")));
            stock.that("TEA", 2, 4, "web").now();
            until(() -> receiver.messages().size() == 3);
            redeliver(webhook, deliveries(webhook).get(1));
            until(() -> receiver.messages().size() == 4);
            assertEquals(List.of("web/TEA=4@2"), receiver.messages().get(3).told());
        }
    }

    private void redeliver(JsonPath webhook, Map<String, Object> delivery) {
        shop.call().post("/v1/webhooks/" + webhook.getString("id") + "/deliveries/" + delivery.get("id") + "/redeliver").then().statusCode(202)
                .body("id", equalTo(delivery.get("id")));
    }

    @Test
    @DisplayName("R49 410 turns a webhook off; turned on again it gets the newest of what it has missed")
    void goneTurnsItOff() {
        boolean[] gone = {true};
        try (Receiver receiver = Receiver.answering(n -> gone[0] ? 410 : 200)) {
            JsonPath webhook = webhook(receiver, null);
            stock.that("TEA", 1, 5, "web").now();
            String path = "/v1/webhooks/" + webhook.getString("id");
            until(() -> shop.call().get(path).path("enabled").equals(false));
            shop.call().get(path).then().body("disabledBecause", equalTo("The receiver answered 410 Gone"));
            stock.that("TEA", 2, 4, "web").now();
            assertFalse(transactions.ofAllMerchants(all -> channels.isConnected(all, shop.merchant(), "web")).await().atMost(PATIENCE));
            gone[0] = false;
            shop.call().body("{\"enabled\": true}").patch(path).then().statusCode(200).body("enabled", equalTo(true));
            until(() -> receiver.messages().size() == 2);
            assertEquals(List.of("web/TEA=5@1", "web/TEA=4@2"), receiver.told());
        }
    }

    @Test
    @DisplayName("R49 no redirect is followed: it is a failed attempt")
    void noRedirectIsFollowed() {
        try (Receiver receiver = Receiver.answering(n -> 307)) {
            JsonPath webhook = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> !deliveries(webhook).isEmpty() && deliveries(webhook).get(0).get("attempts").equals(1));
            assertEquals(1, receiver.messages().size());
            assertEquals(List.of("PENDING"), states(webhook));
            assertEquals("It answered with a redirect (307), which is not followed", deliveries(webhook).get(0).get("lastError"));
        }
    }

    @Test
    @DisplayName("R49 after a rotation both secrets sign for a day, then the new one alone")
    void bothSecretsSignForADay() throws Exception {
        clock.set(Instant.ofEpochMilli(System.currentTimeMillis()));
        try (Receiver receiver = Receiver.started()) {
            JsonPath webhook = webhook(receiver, "web");
            String fresh = shop.call().post("/v1/webhooks/" + webhook.getString("id") + "/rotate").then().statusCode(200).extract().path("secret");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> receiver.messages().size() == 1);
            for (String secret : List.of(fresh, webhook.getString("secret"))) {
                new Webhook(secret).verify(receiver.messages().get(0).body(), HttpHeaders.of(receiver.messages().get(0).headers(), (n, v) -> true));
            }
            clock.advance(Duration.ofHours(24).plusSeconds(1));
            stock.that("TEA", 2, 4, "web").now();
            until(() -> receiver.messages().size() == 2);
            assertEquals(1, receiver.messages().get(1).header("webhook-signature").split(" ").length);
        }
    }

    @Test
    @DisplayName("R49 two replicas share the work: nothing is sent twice, and every lane keeps its order")
    void twoReplicas() {
        WebhookRounds second = new WebhookRounds(vertx, transactions, claims, log, lanes, delivering, telling);
        second.start(null);
        try (Receiver receiver = Receiver.answering(n -> 200)) {
            webhook(receiver, null);
            for (int version = 1; version <= 60; version++) {
                stock.that("TEA", version, version, "web", "b2b", "till").that("MUG", version, version, "web").now();
            }
            until(() -> receiver.newest().size() == 4 && receiver.newest().values().stream().allMatch(v -> v == 60));
            assertEquals(receiver.told().size(), receiver.told().stream().distinct().count());
        } finally {
            second.stop(null);
        }
    }

    @Test
    @DisplayName("R82 a lane whose replica died in the middle of a delivery is taken over, and the message goes under the same id")
    void aDeadReplicaIsSucceeded() {
        try (Receiver receiver = Receiver.answering(n -> 200)) {
            JsonPath webhook = webhook(receiver, "web");
            stock.that("TEA", 1, 5, "web").now();
            until(() -> states(webhook).equals(List.of("DELIVERED")));
            // As a replica leaves it that has sent and not recorded it: leased, the delivery open.
            transactions.ofAllMerchants(all -> all.query("update webhook_lane set position = 0, due_at = holdfast_now(), leased_until = holdfast_now() + interval '60 seconds',"
                    + " holder = '" + UUID.randomUUID() + "' where webhook = '" + webhook.getString("id") + "'").execute()).await().atMost(PATIENCE);
            transactions.ofAllMerchants(all -> all.query("update webhook_delivery set state = 'PENDING' where webhook = '" + webhook.getString("id") + "'").execute())
                    .await().atMost(PATIENCE);
            List<Lane> nothing = new ArrayList<>(transactions.ofAllMerchants(all -> claims.claim(all, Duration.ofSeconds(60), List.of(), List.of(), 100))
                    .await().atMost(PATIENCE));
            nothing.removeIf(lane -> !lane.merchant().equals(shop.merchant()));
            assertEquals(List.of(), nothing);
            clock.advance(Duration.ofSeconds(61));
            until(() -> receiver.messages().size() == 2 && states(webhook).equals(List.of("DELIVERED")));
            assertEquals(receiver.messages().get(0).id(), receiver.messages().get(1).id());
        }
    }

    private static boolean waits(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
