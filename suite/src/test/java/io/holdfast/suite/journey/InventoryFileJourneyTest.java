package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.launch.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A merchant's stock comes as a file, through every service, and goes out as one. */
class InventoryFileJourneyTest {

    private final Suite suite = RunningSuite.get();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("R81 R82 what a file says is sold the moment it is DONE, the same file again moves nothing, and an export imports back")
    void whatAFileSaysIsSoldTheMomentItIsDone() throws Exception {
        GatewayClient operator = new GatewayClient(suite.gateway(), "local-operator");
        String key = operator.call("POST", "/v1/merchants", Map.of("name", "Files", "email", "owner@files.example", "timeZone", "Etc/UTC", "locale", "en"))
                .orFail().body().path("adminKey").asText();
        GatewayClient gateway = new GatewayClient(suite.gateway(), key);
        gateway.call("POST", "/v1/locations", Map.of("code", "W1", "name", "Warehouse", "kind", "WAREHOUSE")).orFail();
        gateway.call("POST", "/v1/channels", Map.of("code", "web", "name", "Web", "kind", "ONLINE")).orFail();
        String file = "sku,name,threshold,location,count\n" + IntStream.range(0, 2_500)
                .mapToObj(i -> "F-%04d,File %d,5,W1,%d".formatted(i, i, i % 7)).collect(Collectors.joining("\n"));
        assertEquals(2_500, done(gateway, file));
        assertEquals(201, gateway.call("POST", "/v1/orders", Shop.order("web", "last of the file", "F-2496", 4, Map.of())).status());
        assertEquals(409, gateway.call("POST", "/v1/orders", Shop.order("web", "one too many", "F-2498", 7, Map.of())).status());
        assertEquals(2_500, done(gateway, file));
        assertEquals(1, gateway.get("/v1/stock/F-0003/movements").orFail().body().path("items").size());
        String exported = export(key);
        assertTrue(exported.contains("F-2499,File 2499,QUANTITY,,5,true,,,W1,0\r\n"), exported);
        assertEquals(2_500, done(gateway, exported));
        assertEquals(exported, export(key));
    }

    private long done(GatewayClient gateway, String file) {
        Answer accepted = gateway.upload(file);
        assertEquals(202, accepted.status(), accepted::toString);
        String path = "/v1/imports/" + accepted.body().path("id").asText();
        await().atMost(Duration.ofMinutes(3)).until(() -> !gateway.get(path).orFail().body().path("state").asText().equals("RUNNING"));
        JsonNode ended = gateway.get(path).orFail().body();
        assertEquals("DONE", ended.path("state").asText(), ended::toString);
        assertEquals(0, ended.path("failed").asLong(), ended::toString);
        return ended.path("done").asLong();
    }

    private String export(String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(suite.gateway() + "/v1/exports/inventory.csv"))
                .header("Authorization", "Bearer " + key).build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
