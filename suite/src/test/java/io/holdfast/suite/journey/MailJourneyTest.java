package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.mail.Mail;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BesideOthers
class MailJourneyTest {

    private final Suite suite = RunningSuite.get();

    @Test
    @DisplayName("R60 R62 What is low is mailed at the merchant's minute, once; R64 the mail's own link ends it, without a key")
    void theMailArrives() throws Exception {
        Assumptions.assumeTrue(suite.mails().isPresent(), "the mail goes to a server that can't be looked into");
        // A zone whose day is far from ending, so that the minute to come is today's.
        ZoneId zone = LocalTime.now(Clock.systemUTC()).getHour() < 12 ? ZoneId.of("Etc/UTC") : ZoneId.of("Pacific/Honolulu");
        Shop shop = Shop.open(suite, zone.getId()).withChannel(Shop.WEB, "ONLINE", Map.of())
                .withStock("LOW-TEA", 5, Map.of("lowStock", Map.of("threshold", 4, "notify", true)))
                .withStock("QUIET-TEA", 5, Map.of("lowStock", Map.of("threshold", 4, "notify", false)));
        assertEquals(201, shop.order(Shop.WEB, "1", "LOW-TEA", 3).status());
        assertEquals(201, shop.order(Shop.WEB, "2", "QUIET-TEA", 3).status());
        await().atMost(Duration.ofSeconds(10)).until(() -> shop.alerts("LOW").size() == 2);
        String recipient = sendAt(shop, DateTimeFormatter.ofPattern("HH:mm").format(LocalTime.now(Clock.system(zone)).plusSeconds(62)));

        await().atMost(Duration.ofSeconds(120)).until(() -> !mailsTo(recipient).isEmpty());
        Mail mail = mailsTo(recipient).get(0);
        assertTrue(mail.text().contains("[LOW-TEA], 2 units available"), mail.text());
        assertTrue(mail.html().contains("LOW-TEA"), mail.html());
        assertTrue(!mail.text().contains("QUIET-TEA"), mail.text());
        await().atMost(Duration.ofSeconds(10)).until(() -> shop.gateway().get("/v1/digests").orFail().body().path("items").size() == 1);
        assertEquals(1, mailsTo(recipient).size());
        assertTrue(shownAt(suite.gateway(), recipient).contains("LOW-TEA"));
        unsubscribes(shop, mail, recipient);
    }

    /** As whoever tries Holdfast sees it: by its link in the list of mails. */
    private static String shownAt(String door, String recipient) throws Exception {
        String[] rows = send("GET", door + "/local/mail").split("<article>");
        String row = Arrays.stream(rows).filter(mail -> mail.contains(recipient)).findFirst().orElseThrow();
        return send("GET", door + row.substring(row.indexOf("/local/mail/"), row.indexOf("\">")));
    }

    /** By the link in the mail, through the gateway, without a key. */
    private static void unsubscribes(Shop shop, Mail mail, String recipient) throws Exception {
        String link = mail.text().lines().filter(line -> line.endsWith("/unsubscribe")).findFirst().orElseThrow();
        assertTrue(send("GET", link).contains("<form method=\"post\""));
        assertEquals(0, shop.gateway().get("/v1/settings/notifications").orFail().body().path("unsubscribed").size());
        assertTrue(send("POST", link).contains("no longer gets"));
        assertEquals(recipient, shop.gateway().get("/v1/settings/notifications").orFail().body().path("unsubscribed").path(0).asText());
    }

    private static String send(String method, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(method.equals("POST") ? "List-Unsubscribe=One-Click" : "")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static String sendAt(Shop shop, String time) {
        ObjectNode settings = (ObjectNode) shop.gateway().get("/v1/settings/notifications").orFail().body();
        settings.put("sendAt", time);
        JsonNode kept = shop.gateway().call("PUT", "/v1/settings/notifications", settings).orFail().body();
        assertEquals(time, kept.path("sendAt").asText());
        return kept.path("recipients").path(0).asText();
    }

    private List<Mail> mailsTo(String recipient) {
        return suite.mails().orElseThrow().stream().filter(mail -> mail.recipients().stream().anyMatch(to -> to.contains(recipient))).toList();
    }
}
