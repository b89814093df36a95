package io.holdfast.allocation.channel;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.allocation.Allocating;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class ChannelsTest {

    private final Allocating shop = Allocating.ofNewMerchant();

    @Test
    @DisplayName("R23 an INVOICE channel does not track stock by default, every other kind does")
    void aChannelIsCreatedWithDefaultsInPlace() {
        shop.createChannel("{\"code\": \"web\", \"name\": \"Web shop\", \"kind\": \"ONLINE\"}").then().statusCode(201)
                .header("Location", equalTo("/v1/channels/web")).header("ETag", "\"1\"")
                .body("locations", nullValue(), "splitLines", equalTo(false), "trigger", nullValue(), "unpaidLife", nullValue())
                .body("tracksStock", equalTo(true), "priority", equalTo(100), "position", equalTo(1), "$", not(hasKey("applied")));
        shop.createChannel("{\"code\": \"inv\", \"name\": \"Invoices\", \"kind\": \"INVOICE\"}").then().statusCode(201)
                .body("tracksStock", equalTo(false), "position", equalTo(2));
        shop.createChannel("{\"code\": \"inv2\", \"name\": \"Invoices\", \"kind\": \"INVOICE\", \"tracksStock\": true}").then().body("tracksStock", equalTo(true));
        shop.call().get("/v1/channels").then().body("items.code", contains("web", "inv", "inv2"), "nextCursor", nullValue());
    }

    @Test
    @DisplayName("R81 stock has heard of a channel before the caller is answered")
    void stockHearsOfAChannelBeforeTheAnswer() {
        StubStock.locations(shop.merchant(), "paris", "lyon");
        shop.createChannel("""
                {"code": "b2b", "name": "B2B", "kind": "B2B", "locations": ["lyon", "paris"], "splitLines": true, "trigger": "ON_PAYMENT",
                 "unpaidLife": "NEVER", "priority": 5}""").then().statusCode(201);
        shop.patchChannel("b2b", "{\"locations\": null, \"unpaidLife\": \"PT45M\"}").then().statusCode(200).header("ETag", "\"2\"")
                .body("locations", nullValue(), "unpaidLife", equalTo("PT45M"), "priority", equalTo(5));
        List<JsonNode> told = StubStock.handedOver(shop.merchant(), "b2b");
        assertEquals("allocation.channel-changed.v1", told.get(0).path("type").asText());
        assertEquals("[\"lyon\",\"paris\"]", told.get(0).path("data").path("locations").toString());
        assertEquals("NEVER", told.get(0).path("data").path("unpaidLife").asText());
        assertEquals(1, told.get(0).path("data").path("position").asLong());
        assertEquals(2, told.get(1).path("version").asLong());
        assertEquals("PT45M", told.get(1).path("data").path("unpaidLife").asText());
    }

    @Test
    @DisplayName("R83 every wrong member of a channel is told with its pointer, and nothing is stored")
    void everyWrongMemberIsTold() {
        StubStock.locations(shop.merchant(), "paris");
        refused("{\"name\": \"Web\", \"kind\": \"ONLINE\"}", 422, "/code");
        refused("{\"code\": \"\", \"name\": \"Web\", \"kind\": \"ONLINE\"}", 422, "/code");
        refused("{\"code\": \"web\", \"kind\": \"ONLINE\"}", 422, "/name");
        refused("{\"code\": \"web\", \"name\": 5, \"kind\": \"ONLINE\"}", 422, "/name");
        refused("{\"code\": \"web\", \"name\": \"Web\"}", 422, "/kind");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"SHOP\"}", 422, "/kind");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"unpaidLife\": \"PT30S\"}", 422, "/unpaidLife");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"trigger\": \"LATER\"}", 422, "/trigger");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"priority\": -1}", 422, "/priority");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"priority\": 1.5}", 422, "/priority");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"locations\": []}", 422, "/locations");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"locations\": [null]}", 422, "/locations/0");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"locations\": [\"paris\", \"paris\"]}", 422, "/locations/1");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"locations\": [\"paris\", \"rome\"]}", 422, "/locations/1");
        refused("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"webhook\": \"x\"}", 422, "/webhook");
        shop.createChannel("{\"code\": ").then().statusCode(400).contentType("application/problem+json");
        shop.createChannel("[]").then().statusCode(anyOf(equalTo(400), equalTo(422))).contentType("application/problem+json");
        shop.createChannel("").then().statusCode(422).contentType("application/problem+json");
        shop.call().get("/v1/channels").then().body("items", hasSize(0));
    }

    @Test
    void aCodeIsTakenByOneOfManyWhoAskAtOnce() {
        List<Integer> answers = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        shop.createChannel("{\"code\": \"web\", \"name\": \"W" + i + "\", \"kind\": \"ONLINE\"}").statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers.toString());
        assertEquals(15, answers.stream().filter(status -> status == 409).count(), answers.toString());
        shop.createChannel("{\"code\": \"web\", \"name\": \"W\", \"kind\": \"ONLINE\"}").then().statusCode(409)
                .body("type", endsWith("/code-taken"));
        shop.createChannel("{\"code\": \"next\", \"name\": \"W\", \"kind\": \"ONLINE\"}").then().statusCode(201).body("position", equalTo(2));
    }

    @Test
    void aMerchantMayHaveTwoHundredChannelsListedInPages() {
        IntStream.rangeClosed(1, 200).forEach(i -> shop.channel("c" + i, "MANUAL"));
        shop.createChannel("{\"code\": \"c201\", \"name\": \"W\", \"kind\": \"ONLINE\"}").then().statusCode(409)
                .body("type", endsWith("/limit-reached"), "detail", equalTo("A merchant may have up to 200 channels."));
        String next = shop.call().get("/v1/channels?limit=150").then().body("items", hasSize(150)).extract().path("nextCursor");
        shop.call().get("/v1/channels?limit=150&cursor=" + next).then().body("items", hasSize(50), "items[0].code", equalTo("c151"), "nextCursor", nullValue());
        shop.call().get("/v1/channels?cursor=" + next + "x!").then().statusCode(422).body("errors[0].pointer", equalTo("?cursor"));
        shop.call().get("/v1/channels?limit=201").then().statusCode(422).body("errors[0].pointer", equalTo("?limit"));
    }

    @Test
    void whatGetGivesPatchTakesBackUnchanged() {
        StubStock.locations(shop.merchant(), "paris");
        shop.createChannel("{\"code\": \"a/b \\\"ü\\\" 🍵%\", \"name\": \"Web\", \"kind\": \"ONLINE\", \"locations\": [\"paris\"], \"unpaidLife\": \"P5D\"}")
                .then().statusCode(201);
        String code = "a/b \"ü\" 🍵%";
        String before = shop.channel(code).then().statusCode(200).extract().asString();
        String after = shop.patchChannel(code, before).then().statusCode(200).header("ETag", "\"1\"").extract().asString();
        assertEquals(before, after);
        assertEquals(1, StubStock.handedOver(shop.merchant(), code).size());
    }

    @Test
    void anEditWithAStaleETagIsRefused() {
        shop.channel("web", "ONLINE");
        shop.call().header("If-Match", "\"1\"").body("{\"name\": \"A\"}").patch("/v1/channels/web").then().statusCode(200).header("ETag", "\"2\"");
        shop.call().header("If-Match", "\"1\"").body("{\"name\": \"B\"}").patch("/v1/channels/web").then().statusCode(412)
                .contentType("application/problem+json");
        shop.call().header("If-Match", "*").body("{\"name\": \"C\"}").patch("/v1/channels/web").then().statusCode(200);
        shop.patchChannel("web", "{\"kind\": null}").then().statusCode(422).body("errors[0].pointer", equalTo("/kind"));
        shop.patchChannel("web", "{\"colour\": \"red\"}").then().statusCode(422).body("errors[0].pointer", equalTo("/colour"));
        shop.patchChannel("web", "[1]").then().statusCode(422).body("errors[0].pointer", equalTo(""));
        shop.patchChannel("web", "").then().statusCode(422);
        shop.patchChannel("web", "{\"name\": ").then().statusCode(400);
        shop.patchChannel("web", "{} {}").then().statusCode(400);
        shop.channel("web").then().body("name", equalTo("C"));
    }

    @Test
    @DisplayName("R80 another merchant's channel is not there")
    void anotherMerchantsChannelIsNotThere() {
        shop.channel("web", "ONLINE");
        Allocating other = Allocating.ofNewMerchant();
        other.channel("web").then().statusCode(404);
        other.patchChannel("web", "{\"name\": \"Stolen\"}").then().statusCode(404);
        other.call().get("/v1/channels").then().body("items", hasSize(0));
        other.channel("web", "POS");
        shop.channel("web").then().body("kind", equalTo("ONLINE"));
        shop.call().get("/v1/channels/%00").then().statusCode(404);
    }

    @Test
    @DisplayName("R81 while stock is down a channel is still created, and says that it is pending; locations can't be checked then")
    void whileStockIsDownAChannelIsPending() {
        StubStock.down();
        try {
            shop.createChannel("{\"code\": \"web\", \"name\": \"Web\", \"kind\": \"ONLINE\"}").then().statusCode(201).body("applied", equalTo("pending"));
            shop.patchChannel("web", "{\"name\": \"Shop\"}").then().statusCode(200).body("applied", equalTo("pending"));
            shop.createChannel("{\"code\": \"b\", \"name\": \"B\", \"kind\": \"B2B\", \"locations\": [\"paris\"]}").then().statusCode(503)
                    .header("Retry-After", "2").contentType("application/problem+json");
            shop.channel("b").then().statusCode(404);
        } finally {
            StubStock.up();
        }
    }

    private void refused(String body, int status, String pointer) {
        shop.createChannel(body).then().statusCode(status).contentType("application/problem+json").body("errors.pointer", contains(pointer));
    }
}
