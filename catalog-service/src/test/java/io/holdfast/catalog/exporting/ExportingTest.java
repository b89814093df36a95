package io.holdfast.catalog.exporting;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.catalog.importing.Imports;
import io.holdfast.catalog.product.Catalogue;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class ExportingTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    @DisplayName("what is exported imports back unchanged, into the same catalogue and into an empty one; no cell is run as a formula")
    void whatIsExportedImportsBackUnchanged() {
        fill();
        String exported = export(shop);
        assertEquals("""
                sku,name,tracking,status,threshold,notify,barcode,unitCost,location,count
                '+33,"'=HYPERLINK(""http://x"",""y"")",QUANTITY,,10,false,'@1,1.5,'-W,-3
                '+33,"'=HYPERLINK(""http://x"",""y"")",QUANTITY,,10,false,'@1,1.5,W1,12
                "A,""B""; 🍵",Tea été,QUANTITY,,,,,,,
                BOX,Box,QUANTITY,,,,,,,
                L,Shirt '-l,QUANTITY,,,true,,0.0001,,
                S,''=s,STATUS,OUT_OF_STOCK,,,'',,,
                """.replace("\n", "\r\n"), exported);
        List<Integer> before = told();
        assertEquals("DONE 6 of 6", new Imports(shop).run(exported));
        assertEquals(before, told());
        assertEquals(0, StubStock.counts(shop.merchant()));
        assertEquals(exported, export(shop));
    }

    @Test
    @DisplayName("R80 an export has its merchant's variants only, and an empty catalogue is a header")
    void anExportIsItsMerchantsOnly() {
        fill();
        Catalogue other = Catalogue.ofNewMerchant();
        assertEquals("sku,name,tracking,status,threshold,notify,barcode,unitCost,location,count\r\n", export(other));
        StubStock.locations(other.merchant(), "W1");
        new Imports(other).run(export(shop).lines().filter(line -> !line.startsWith("'+33") && !line.startsWith("L,")).collect(Collectors.joining("\n")));
        String theirs = export(other);
        assertTrue(theirs.contains("S,''=s,STATUS,OUT_OF_STOCK,,,'',,,\r\n"), theirs);
        assertFalse(theirs.contains("+33"), theirs);
        other.variant("S").then().body("barcode", equalTo("''"));
    }

    @Test
    void archivedProductsAreLeftOutAndEveryPageIsThere() {
        shop.call().delete("/v1/products/" + shop.product("Gone", "GONE")).then().statusCode(204);
        String variants = IntStream.range(0, 450).mapToObj(i -> "{\"sku\": \"V%03d\"}".formatted(i)).collect(Collectors.joining(","));
        shop.create("{\"name\": \"Many\", \"variants\": [" + variants + "]}").then().statusCode(201);
        List<String> skus = export(shop).lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertEquals(IntStream.range(0, 450).mapToObj("V%03d"::formatted).toList(), skus);
    }

    @Test
    void whileStockIsDownNothingIsExported() {
        shop.product("Tea", "A");
        StubStock.down();
        try {
            shop.call().get("/v1/exports/inventory.csv").then().statusCode(503).contentType("application/problem+json");
        } finally {
            StubStock.up();
        }
        assertTrue(export(shop).contains("A,Tea"));
    }

    private void fill() {
        StubStock.locations(shop.merchant(), "W1", "-W");
        shop.create("""
                {"name": "=HYPERLINK(\\"http://x\\",\\"y\\")", "variants": [{"sku": "+33", "barcode": "@1", "unitCost": 1.50, "lowStock": {"threshold": 10, "notify": false}}]}""")
                .then().statusCode(201);
        shop.create("{\"name\": \"Tea été\", \"variants\": [{\"sku\": \"A,\\\"B\\\"; 🍵\"}]}").then().statusCode(201);
        shop.create("{\"name\": \"Shirt\", \"variants\": [{\"sku\": \"L\", \"name\": \"'-l\", \"unitCost\": 0.0001, \"lowStock\": {\"perLocation\": {\"W1\": 3}}}]}")
                .then().statusCode(201);
        shop.create("{\"name\": \"'=s\", \"variants\": [{\"sku\": \"S\", \"barcode\": \"''\", \"tracking\": \"STATUS\", \"status\": \"OUT_OF_STOCK\"}]}")
                .then().statusCode(201);
        shop.create("{\"name\": \"Box\", \"variants\": [{\"sku\": \"BOX\", \"bundle\": [{\"sku\": \"+33\", \"quantity\": 2}]}]}").then().statusCode(201);
        StubStock.onHand(shop.merchant(), "+33", "W1", 12);
        StubStock.onHand(shop.merchant(), "+33", "-W", -3);
    }

    private List<Integer> told() {
        return List.of("+33", "L", "S", "BOX").stream().map(sku -> StubStock.handedOver(shop.merchant(), sku).size()).toList();
    }

    private static String export(Catalogue of) {
        return of.call().get("/v1/exports/inventory.csv").then().statusCode(200).contentType(startsWith("text/csv"))
                .header("Content-Disposition", "attachment; filename=\"inventory.csv\"").extract().asString();
    }
}
