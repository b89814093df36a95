package io.holdfast.catalog.importing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.catalog.product.Catalogue;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class TakingUpAgainTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();
    private final Imports imports = new Imports(shop);

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("R82 an import whose process died is taken up where the last chunk was noted, once nobody holds it")
    void anImportIsTakenUpAgain() {
        shop.product("Tea", "A");
        String id = dying("sku,name,barcode\nOLD,noted before,\nA,Tea,\nB,Mug,77\n", 1, 300);
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(10)).until(() -> imports.get(id).getInt("done") == 1);
        sql("update import set held_until = holdfast_now() where id = '" + id + "'");
        JsonPath ended = imports.ended(id, Duration.ofSeconds(20));
        assertEquals("DONE 3 of 3", ended.getString("state") + " " + ended.getInt("done") + " of " + ended.getInt("total"));
        shop.variant("OLD").then().statusCode(404);
        shop.variant("B").then().statusCode(200);
        // Of the chunk in hand nobody knows how far it went: what is there is told once more, in the version that it has.
        shop.variant("A").then().header("ETag", "\"1\"");
        assertEquals(2, StubStock.handedOver(shop.merchant(), "A").size());
        assertEquals(1, StubStock.handedOver(shop.merchant(), "A").get(1).path("version").asInt());
        assertEquals(0, count("select count(*) from import_part where merchant = '%s'"));
    }

    @Test
    @DisplayName("R81 while stock is down an import waits; it is DONE only once stock knows every line")
    void whileStockIsDownAnImportWaits() {
        StubStock.locations(shop.merchant(), "W1");
        StubStock.down();
        String id;
        try {
            id = imports.begin("sku,name\nA,Tea\nB,Mug\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> shop.variant("B").statusCode() == 200);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> imports.get(id).getString("state").equals("RUNNING"));
        } finally {
            StubStock.up();
        }
        assertEquals("DONE", imports.ended(id, Duration.ofSeconds(20)).getString("state"));
        assertEquals(true, StubStock.handedOver(shop.merchant(), "B").size() >= 1);
        assertEquals(2, count("select count(*) from outbox where envelope::json ->> 'merchant' = '%s'"));
    }

    @Test
    void filesOfOneMerchantAreWorkedOffInTheOrderOfTheirUpload() {
        String first = dying("sku,name\nA,first\n", 0, 300);
        String second = imports.begin("sku,name\nA,second\n");
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(10)).until(() -> imports.get(second).getInt("done") == 0);
        sql("update import set held_until = holdfast_now() where id = '" + first + "'");
        assertEquals("DONE", imports.ended(second, Duration.ofSeconds(20)).getString("state"));
        assertEquals("DONE", imports.get(first).getString("state"));
        assertEquals("second", shop.list("").path("items[0].name"));
    }

    /** An import as a process leaves it that was killed while it worked on it. */
    private String dying(String file, int done, int heldSeconds) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        sql("""
                insert into import (merchant, id, state, total, done, holder, held_until, takings, created_at)
                values ('%s', '%s', 'RUNNING', %d, %d, 'killed', holdfast_now() + interval '%d seconds', 1, holdfast_now())"""
                .formatted(shop.merchant(), id, file.lines().count() - 1, done, heldSeconds));
        sql("insert into import_part values ('%s', '%s', 0, convert_to('%s', 'UTF8'))".formatted(shop.merchant(), id, file));
        return id.toString();
    }

    private void sql(String statement) {
        transactions.ofAllMerchants(all -> all.query(statement).execute()).await().atMost(Duration.ofSeconds(10));
    }

    private long count(String sql) {
        return transactions.ofAllMerchants(all -> all.query(sql.formatted(shop.merchant())).execute())
                .await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }
}
