package io.holdfast.allocation.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.holdfast.allocation.Allocating;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class VariantsTest {

    private final Allocating shop = Allocating.ofNewMerchant();

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("R82 a variant's event that comes again, or late, changes and locks nothing; by its version, not because it is remembered")
    void againAndLate() {
        String remembered = text("select count(*)::text from inbox");
        shop.variant("TEA", 2, false, "");
        String row = row();
        shop.variant("TEA", 2, false, "");
        shop.variant("TEA", 1, true, "");
        assertEquals(row, row());
        shop.variant("TEA", 3, true, "");
        assertNotEquals(row, row());
        assertEquals(remembered, text("select count(*)::text from inbox"));
    }

    /** With who wrote it and who locked it last. */
    private String row() {
        return text("select format('%s %s %s %s', version, archived, xmin, xmax) from variant where merchant = '" + shop.merchant() + "'");
    }

    private String text(String sql) {
        return transactions.ofAllMerchants(all -> all.query(sql).execute()).await().atMost(Duration.ofSeconds(10)).iterator().next().getString(0);
    }
}
