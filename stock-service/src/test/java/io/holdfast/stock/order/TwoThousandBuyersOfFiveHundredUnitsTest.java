package io.holdfast.stock.order;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.StockTest;
import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TwoThousandBuyersOfFiveHundredUnitsTest extends StockTest {

    @Inject
    Lanes lanes;

    @Test
    @DisplayName("R45 500 units, 2,000 concurrent buyers: exactly 500")
    void exactly_five_hundred() {
        stocked("TEA", 500);
        channel("web", "ONLINE", null);
        List<Outcome> outcomes = all(IntStream.range(0, 2_000).mapToObj(i -> buyer("buyer-" + i, "TEA")).toList());
        assertEquals(500, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
        assertEquals(1_500, outcomes.stream().filter(Outcome.Refused.class::isInstance).count());
        get("/v1/stock/TEA").body("reserved", equalTo(500)).body("available", equalTo(0));
        assertCleanAudit();
    }

    @Test
    @DisplayName("R13 one reference asked a hundred times at once is one order")
    void one_reference_at_once() {
        stocked("TEA", 500);
        channel("web", "ONLINE", null);
        List<Outcome> outcomes = all(IntStream.range(0, 100).mapToObj(i -> buyer("the-same", "TEA")).toList());
        assertEquals(1, outcomes.stream().filter(o -> o instanceof Outcome.Done done && !done.repeated()).count());
        assertEquals(1, outcomes.stream().map(o -> ((Outcome.Done) o).order().id()).distinct().count());
        get("/v1/stock/TEA").body("reserved", equalTo(1));
    }

    @Test
    @DisplayName("R13 one reference asked at once for different SKUs is one order, whichever lane is first")
    void one_reference_in_several_lanes() {
        channel("web", "ONLINE", null);
        List<String> skus = IntStream.range(0, 20).mapToObj(i -> "SKU-" + i).toList();
        skus.forEach(sku -> stocked(sku, 5));
        List<Outcome> outcomes = all(skus.stream().map(sku -> buyer("the-same", sku)).toList());
        assertEquals(1, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
        assertEquals(19, outcomes.stream().filter(Outcome.Refused.class::isInstance).count());
        assertCleanAudit();
    }

    @Test
    @DisplayName("R19 payment and expiry of one order at once, and orders over many SKUs crossing each other, leave a clean audit")
    void crossing() {
        channel("web", "ONLINE", null);
        List<String> skus = IntStream.range(0, 12).mapToObj(i -> "SKU-" + i).toList();
        skus.forEach(sku -> stocked(sku, 40));
        List<Outcome> placed = all(IntStream.range(0, 300).mapToObj(i -> (Command) new PlaceOrder(merchant, UUID.randomUUID(),
                "web", "A-" + i, "c", IntStream.range(0, 4).mapToObj(j -> new Wanted(skus.get((i * 7 + j * (i % 5 + 1)) % 12), 1)).toList(),
                PlaceOrder.Wishes.NONE, "test")).toList());
        List<UUID> orders = placed.stream().filter(Outcome.Done.class::isInstance).map(o -> ((Outcome.Done) o).order().id()).toList();
        all(orders.stream().flatMap(id -> List.<Command>of(new PayOrder(merchant, id, "e1", "test"), new ExpireOrder(merchant, id),
                new PayOrder(merchant, id, "e1", "test")).stream()).toList());
        get("/v1/orders?state=PAID&limit=200").statusCode(200);
        assertCleanAudit();
    }

    private Command buyer(String reference, String sku) {
        return new PlaceOrder(merchant, UUID.randomUUID(), "web", reference, sku, List.of(new Wanted(sku, 1)), PlaceOrder.Wishes.NONE, "test");
    }

    private List<Outcome> all(List<Command> commands) {
        return Multi.createFrom().iterable(commands).onItem().transformToUni(lanes::submit).merge(4_000)
                .collect().asList().await().atMost(Duration.ofSeconds(60));
    }
}
