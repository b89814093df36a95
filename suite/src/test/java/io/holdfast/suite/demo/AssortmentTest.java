package io.holdfast.suite.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.orders.OrderBook;
import io.holdfast.suite.orders.OrderFile;
import io.holdfast.suite.replay.Fate;
import io.holdfast.suite.replay.Place;
import io.holdfast.suite.replay.Plan;
import io.holdfast.suite.replay.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssortmentTest {

    private OrderBook book;
    private Plan plan;
    private final Map<String, Long> demand = new HashMap<>();

    @BeforeEach
    void readTheSample() throws IOException {
        try (InputStream sample = OrderFile.class.getResourceAsStream("sample-orders.csv")) {
            book = OrderFile.read(sample, "sample");
        }
        plan = Plan.of(book);
        plan.sales().stream().filter(sale -> sale.channel().place() == Place.WAREHOUSE)
                .forEach(sale -> sale.invoice().units().forEach((sku, units) -> demand.merge(sku, units, Long::sum)));
    }

    @Test
    void theSameOrdersMakeTheSameAssortment() {
        assertEquals(Assortment.of(book, plan), Assortment.of(book, plan));
    }

    @Test
    void whatALapsingOrderHoldsIsThereForEverybodySoThatItsMomentMakesNoDifference() {
        Set<String> lapsing = plan.sales().stream().filter(sale -> sale.fate() == Fate.LAPSES)
                .map(Step.Sale::skus).flatMap(Set::stream).collect(Collectors.toSet());
        assertFalse(lapsing.isEmpty());
        for (Assortment.Article article : Assortment.of(book, plan).articles()) {
            if (lapsing.contains(article.sku())) {
                assertTrue(article.stock().get(Place.WAREHOUSE) >= demand.get(article.sku()), article::toString);
            }
        }
    }

    @Test
    void someArticlesRunShort() {
        assertTrue(Assortment.of(book, plan).articles().stream()
                .anyMatch(article -> article.stock().get(Place.WAREHOUSE) < demand.getOrDefault(article.sku(), 0L)));
    }
}
