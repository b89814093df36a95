package io.holdfast.catalog;

import static org.hamcrest.Matchers.equalTo;

import io.holdfast.catalog.product.Catalogue;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.idempotency.KeyedPost.Call;
import io.holdfast.testkit.idempotency.KeyedPost;
import io.holdfast.testkit.idempotency.KeyedPostsContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class KeyedPostsTest extends KeyedPostsContract {

    private static final String PRODUCT = """
            {"name": "Tea", "variants": [{"sku": "A", "unitCost": 1.50, "lowStock": {"threshold": 5}}, {"sku": "B", "tracking": "STATUS"}]}""";
    private static Transactions transactions;

    @Inject
    Transactions injected;

    @BeforeEach
    void databaseToCountIn() {
        transactions = injected;
    }

    static Stream<KeyedPost> posts() {
        return Stream.of(
                KeyedPost.decided("products", () -> call(Catalogue.ofNewMerchant(), "/v1/products", PRODUCT), call -> count(call, "product")),
                KeyedPost.decided("bulk", KeyedPostsTest::bulk, KeyedPostsTest::version),
                KeyedPost.decided("imports", KeyedPostsTest::file, call -> count(call, "import")));
    }

    private static Call call(Catalogue shop, String path, String body) {
        return Call.of(shop.merchant(), path, body);
    }

    private static Call bulk() {
        Catalogue shop = Catalogue.ofNewMerchant();
        shop.product("Tea", "A");
        return call(shop, "/v1/variants/bulk", """
                {"items": [{"sku": "A", "barcode": "4006"}, {"sku": "NONE", "barcode": "1"}]}""");
    }

    /** Each edit makes another version of the variant. */
    private static long version(Call call) {
        return Long.parseLong(call.read("/v1/variants/A").header("ETag").replace("\"", ""));
    }

    private static Call file() {
        Catalogue shop = Catalogue.ofNewMerchant();
        return new Call(shop.merchant(), TestTokens.admin(shop.merchant()), "/v1/imports", "text/csv", "sku,name\nA,Green tea\n" + "B,x\n".repeat(1_000));
    }

    private static long count(Call call, String table) {
        return transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) from " + table + " where merchant = $1").execute(Tuple.of(call.owner())))
                .await().atMost(Duration.ofSeconds(20)).iterator().next().getLong(0);
    }

    @Test
    @DisplayName("R82 the answer is the first one's, although the product has changed since")
    void what_was_answered_first() {
        Catalogue shop = Catalogue.ofNewMerchant();
        Call call = call(shop, "/v1/products", PRODUCT);
        String first = call.send("k").then().statusCode(201).extract().asString();
        shop.patchVariant("A", "{\"barcode\": \"4006\"}").then().statusCode(200);
        call.send("k").then().statusCode(201).header("Idempotency-Replayed", "true").body(equalTo(first));
    }
}
