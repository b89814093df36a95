package io.holdfast.catalog.importing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.catalog.product.Catalogue;
import io.holdfast.service.Limits;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class ImportingTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();
    private final Imports imports = new Imports(shop);

    @Test
    void aFileCreatesVariantsAndEditsThoseThatAreThere() {
        shop.product("Tea", "A");
        assertEquals("DONE 3 of 3", imports.run("""
                sku,name,tracking,status,threshold,notify,barcode,unitCost
                A,Green tea,,,10,false,4006,1.50
                B,"Mug, blue",QUANTITY,,,,,
                S,,status,out_of_stock,,,,0.1
                """));
        shop.variant("A").then().body("lowStock.threshold", equalTo(10), "lowStock.notify", equalTo(false), "barcode", equalTo("4006"),
                "unitCost", equalTo(1.5f), "name", nullValue());
        shop.variant("S").then().body("tracking", equalTo("STATUS"), "status", equalTo("OUT_OF_STOCK"));
        shop.list("").then().body("items.name", contains("Green tea", "Mug, blue", "S"));
        JsonNode told = StubStock.handedOver(shop.merchant(), "B").get(0);
        assertEquals("Mug, blue", told.path("data").path("name").asText());
        shop.variant("B").then().header("ETag", "\"" + told.path("version").asLong() + "\"")
                .body("createdAt", equalTo(told.path("data").path("createdAt").asText()), "productId", equalTo(told.path("data").path("productId").asText()));
    }

    @Test
    void aColumnThatIsAbsentLeavesWhatIsThereAndAnEmptyCellTakesItAway() {
        StubStock.locations(shop.merchant(), "W1");
        shop.create("""
                {"name": "Tea", "variants": [{"sku": "A", "barcode": "1",
                 "lowStock": {"threshold": 5, "notify": false, "notifyPerLocation": {"W1": true}}}]}""").then().statusCode(201);
        assertEquals("DONE 1 of 1", imports.run("sku;unitCost\nA;1,25\n"));
        shop.variant("A").then().body("barcode", equalTo("1"), "lowStock.threshold", equalTo(5), "lowStock.notify", equalTo(false), "unitCost", equalTo(1.25f));
        assertEquals("DONE 1 of 1", imports.run("sku,barcode,threshold,name,tracking\nA,,7,,\n"));
        shop.variant("A").then().body("barcode", nullValue(), "lowStock.threshold", equalTo(7), "lowStock.notify", equalTo(false),
                "lowStock.notifyPerLocation.W1", equalTo(true));
        assertEquals("DONE 1 of 1", imports.run("sku,threshold\nA,\n"));
        shop.variant("A").then().body("lowStock", nullValue());
    }

    @Test
    @DisplayName("R82 the same file again changes nothing: no version, no event, no count")
    void theSameFileAgainChangesNothing() {
        StubStock.locations(shop.merchant(), "W1", "S1");
        shop.create("{\"name\": \"Shirt\", \"variants\": [{\"sku\": \"S\", \"name\": \"small\"}, {\"sku\": \"L\", \"name\": \"large\"}]}");
        String file = "sku,name,threshold,location,count\nA,Tea,5,W1,12\nA,Tea,5,S1,3\nS,Shirt tiny,,W1,7\nL,Shirt large,,,\n";
        assertEquals("DONE 4 of 4", imports.run(file));
        shop.variant("S").then().body("name", equalTo("tiny"));
        assertEquals(Map.of("W1", 12L, "S1", 3L), StubStock.onHand(shop.merchant(), "A"));
        int told = told();
        assertEquals("DONE 4 of 4", imports.run(file));
        assertEquals(told, told());
        assertEquals(3, StubStock.counts(shop.merchant()));
        shop.variant("S").then().header("ETag", "\"2\"");
        shop.variant("A").then().header("ETag", "\"1\"");
    }

    private int told() {
        return List.of("A", "S", "L").stream().mapToInt(sku -> StubStock.handedOver(shop.merchant(), sku).size()).sum();
    }

    @Test
    @DisplayName("R83 every line that is refused is told with its number and why; it is refused whole, and the others are done")
    void everyRefusedLineIsTold() {
        StubStock.locations(shop.merchant(), "W1");
        shop.product("Old", "OLD");
        shop.call().delete("/v1/products/" + shop.product("Gone", "GONE")).then().statusCode(204);
        String id = imports.begin("""
                sku,name,tracking,status,threshold,notify,unitCost,location,count
                FINE,x,,,1,,,W1,5
                ,x,,,,,,,
                A,x,GUESS,,,,,,
                B,x,QUANTITY,IN_STOCK,,,,,
                C,x,,,-1,maybe,1.00001,,
                D,x,,,,false,,,
                E,x,,,,,,NOWHERE,5
                OLD,new name,,,,,,W1,-5
                F,x,,,,,,,5
                G,x,STATUS,,,,,W1,5
                H,x
                GONE,x,,,,,,,
                FINE2,x,,,,,,,
                """);
        JsonPath ended = imports.ended(id, Duration.ofSeconds(30));
        assertEquals("DONE", ended.getString("state"));
        assertEquals(List.of(13, 2, 11), List.of(ended.getInt("total"), ended.getInt("done"), ended.getInt("failed")));
        assertEquals(List.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), ended.getList("errors.line"));
        List<String> why = ended.getList("errors.detail");
        List<String> expected = List.of("sku must be 1 to 64", "tracking must be", "status is only for tracking", "notify must be true or false; unitCost must be 0",
                "notify needs a threshold", "there is no \"NOWHERE\"", "count must be a whole number", "location is needed", "tracked by status",
                "has 2 cells, where the first line names 9 columns", "sku is archived");
        IntStream.range(0, expected.size()).forEach(i -> assertTrue(why.get(i).contains(expected.get(i)), why.get(i)));
        shop.variant("E").then().statusCode(404);
        shop.list("?q=OLD").then().body("items.name", contains("Old"));
        assertEquals(Map.of("W1", 5L), StubStock.onHand(shop.merchant(), "FINE"));
    }

    @Test
    @DisplayName("R83 what is no inventory at all is refused at once, and what shows later fails before anything is applied")
    void whatIsNoInventoryIsRefused() {
        imports.send("").then().statusCode(422).contentType("application/problem+json").body("detail", containsString("empty"));
        imports.send("sku,colour\nA,red\n").then().statusCode(422).body("detail", containsString("Unknown columns: \"colour\""));
        imports.send("sku,name\nA,été".getBytes(StandardCharsets.ISO_8859_1)).then().statusCode(422).body("detail", containsString("UTF-8"));
        shop.call().body("{}").post("/v1/imports").then().statusCode(415);
        shop.call().get("/v1/imports/nope").then().statusCode(404).contentType("application/problem+json");
        String id = imports.begin("sku,name\n" + "A,a name of some length\n".repeat(40_000) + "B,\"never closed\n");
        JsonPath ended = imports.ended(id, Duration.ofSeconds(30));
        assertEquals("FAILED", ended.getString("state"));
        assertEquals(0, ended.getInt("done"));
        assertTrue(ended.getString("errors[0].detail").contains("quote"));
        shop.variant("A").then().statusCode(404);
    }

    @Test
    @DisplayName("R80 an import is its merchant's only, and names nothing of another's")
    void anImportIsItsMerchantsOnly() {
        Catalogue other = Catalogue.ofNewMerchant();
        other.product("Theirs", "SAME");
        StubStock.locations(other.merchant(), "THEIRS");
        StubStock.locations(shop.merchant(), "MINE");
        String id = imports.begin("sku,name,location,count\nSAME,Mine,MINE,3\nX,x,THEIRS,1\n");
        JsonPath ended = imports.ended(id, Duration.ofSeconds(30));
        assertEquals(List.of(3), ended.getList("errors.line"));
        other.call().get("/v1/imports/" + id).then().statusCode(404);
        other.list("").then().body("items.name", contains("Theirs"));
        assertEquals(Map.of(), StubStock.onHand(other.merchant(), "SAME"));
    }

    @Test
    void ofManyRefusedLinesAThousandAreToldAndAllAreCounted() {
        String lines = IntStream.range(0, 2_500).mapToObj(i -> "S" + i + ",-1").collect(Collectors.joining("\n"));
        JsonPath ended = imports.ended(imports.begin("sku,threshold\n" + lines), Duration.ofSeconds(30));
        assertEquals(2_500, ended.getInt("failed"));
        assertEquals(Limits.ERRORS_PER_IMPORT, ended.getList("errors").size());
        shop.list("").then().body("items", hasSize(0));
    }
}
