package io.holdfast.allocation.channelkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.Allocating;
import io.holdfast.allocation.LoopbackWebhooks;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
class ChannelKeysTest {

    private Allocating shop;

    @BeforeEach
    void aShopWithChannels() {
        shop = Allocating.ofMerchantWithTea();
    }

    private RequestSpecification web() {
        return given().header("Authorization", TestTokens.channel(shop.merchant(), "web"));
    }

    @Test
    void aChannelKeyListensToItsOwnStream() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET /v1/availability/stream?channel=web HTTP/1.1\r\nHost: x\r\nAuthorization: "
                    + TestTokens.channel(shop.merchant(), "web") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            assertTrue(status.startsWith("HTTP/1.1 200 "), status);
        }
    }

    @Test
    @DisplayName("another channel's stream does not exist, and none at all is asked for")
    void anothersStream() {
        web().get("/v1/availability/stream?channel=till").then().statusCode(404).contentType("application/problem+json");
        web().get("/v1/availability/stream?channel=web&channel=till").then().statusCode(404);
        web().get("/v1/availability/stream").then().statusCode(422).body("errors[0].pointer", equalTo("?channel"));
    }

    @ParameterizedTest
    @DisplayName("whatever else there is, is not for channel keys, even if the gateway let it through")
    @ValueSource(strings = {"/v1/channels", "/v1/channels/web", "/v1/channels/web/readiness", "/v1/allocations", "/v1/webhooks"})
    void nothingElse(String path) {
        web().get(path).then().statusCode(403).contentType("application/problem+json");
    }
}
