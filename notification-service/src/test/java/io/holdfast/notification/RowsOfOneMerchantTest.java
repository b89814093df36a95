package io.holdfast.notification;

import io.holdfast.contracts.OrderChanged;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.isolation.RowsOfOneMerchantContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class RowsOfOneMerchantTest extends RowsOfOneMerchantContract {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    @Inject
    Instance<Shop> shops;

    @Override
    protected String merchant() {
        Shop shop = shops.get();
        shop.opens(MONDAY, "UTC", "en");
        shop.sells("TEA", 1, MONDAY);
        shop.tell(shop.order(UUID.randomUUID(), "SHORT", List.of(new OrderChanged.Line("TEA", 5, 0, 2, 0, 3)), 2, MONDAY));
        return shop.id();
    }

    @Override
    protected Set<String> filled() {
        return Set.of("merchant", "sku", "alert", "shortage");
    }
}
