package io.holdfast.suite.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.replay.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LowStockTest {

    private static final String MAIL = """
            Stock on 30 November 2011

            Sold below zero
            * MUG [22222], -3 units available, since 30 November

            Newly below the threshold
            * TEAPOT, "BLUE" [11111A], 3 units available, threshold 5, since 30 November
            * MUG [22222], -3 units available, threshold 1,200, since 30 November
            """;

    private final LowStock low = LowStock.of(
            List.of(article("11111A", 5L, true), article("22222", 1_200L, true), article("33333", 5L, true), article("44444", 5L, false),
                    article("55555", null, true), article("66666", 5L, true)),
            new TreeMap<>(Map.of("11111A", Map.of(Place.WAREHOUSE, 3L, Place.SHOP, 0L), "22222", Map.of(Place.WAREHOUSE, 1L, Place.SHOP, -4L),
                    "33333", Map.of(Place.WAREHOUSE, 5L), "44444", Map.of(Place.WAREHOUSE, 1L), "55555", Map.of(Place.WAREHOUSE, 0L))));

    @Test
    void articlesBelowTheirThresholdThatNotifyAndWereCountedAreLow() {
        assertEquals(Map.of("11111A", 3L, "22222", -3L), low.available());
    }

    @Test
    void aMailThatListsThemAgrees() {
        assertEquals(Set.of(), low.differences(MAIL, 2));
    }

    @Test
    void whatIsMissingWrongOrCountedOtherwiseIsNamed() {
        assertEquals(Set.of("11111A is not listed", "the mail is about 1 articles, and 2 are low"),
                low.differences(MAIL.replaceAll("(?m)^.*11111A.*$", ""), 1));
        assertEquals(Set.of("33333 is listed and not low", "the mail is about 3 articles, and 2 are low"),
                low.differences(MAIL + "* CUP [33333], 5 units available, threshold 5, since 1 May\n", 3));
        assertEquals(Set.of("11111A is listed with 4 and has 3"), low.differences(MAIL.replace("], 3 un", "], 4 un"), 2));
    }

    private static Article article(String sku, Long threshold, boolean notifies) {
        return new Article(sku, sku, threshold, notifies, Map.of());
    }
}
