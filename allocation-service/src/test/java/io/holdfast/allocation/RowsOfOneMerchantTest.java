package io.holdfast.allocation;

import io.holdfast.testkit.isolation.RowsOfOneMerchantContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class RowsOfOneMerchantTest extends RowsOfOneMerchantContract {

    @Override
    protected String merchant() {
        Allocating shop = Allocating.ofMerchantWithTea();
        shop.variant("TEA", 1, false, "");
        shop.variant("TEAPOT", 1, false, "{\"sku\": \"TEA\", \"quantity\": 2}");
        shop.reserve("\"web\"", 10);
        shop.call().body("{\"sku\": \"TEA\"}").put("/v1/channels/web/listings/L1").then().statusCode(201);
        shop.call().header("Idempotency-Key", UUID.randomUUID()).post("/v1/channels/web/heartbeat").then().statusCode(204);
        shop.hears("stock.sellable-changed.v1", "TEA", 1, "{\"sku\": \"TEA\", \"channels\": [{\"code\": \"web\", \"sellable\": 10}]}");
        shop.call().post("/v1/channels/web/drift").then().statusCode(200);
        return shop.merchant();
    }

    @Override
    protected Set<String> filled() {
        return Set.of("channel", "channel_count", "allocated_sku", "allocation", "allocation_member", "variant", "variant_component", "listing",
                "channel_activity", "answer_to_key", "told", "stream_position", "drift_report");
    }
}
