package io.holdfast.suite.demo;

import io.holdfast.service.Limits;
import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.replay.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the levels say must stand in the digest.
 *
 * @param available units of each article below its threshold
 */
record LowStock(SortedMap<String, Long> available) {

    /** An article's line: {@code * NAME [SKU], 3 units available, threshold 5, since …}; the lines about other things have fewer parts. */
    private static final Pattern LINE = Pattern.compile("^\\* .*\\[([^\\[\\]]+)], (.+)$", Pattern.MULTILINE);
    private static final int PARTS = 3;

    static LowStock of(List<Article> articles, SortedMap<String, Map<Place, Long>> levels) {
        SortedMap<String, Long> low = new TreeMap<>();
        for (Article article : articles) {
            Map<Place, Long> level = levels.getOrDefault(article.sku(), Map.of());
            long available = level.values().stream().mapToLong(Long::longValue).sum();
            if (article.threshold() != null && article.notifies() && !level.isEmpty() && available < article.threshold()) {
                low.put(article.sku(), available);
            }
        }
        return new LowStock(low);
    }

    /**
     * What the mail says otherwise, in words; empty if nothing.
     *
     * @param count of articles that the mail is about; it lists no more than fit
     */
    Set<String> differences(String text, long count) {
        Set<String> differences = new TreeSet<>();
        Map<String, Long> listed = listed(text);
        listed.forEach((sku, units) -> {
            if (!available.containsKey(sku)) {
                differences.add(sku + " is listed and not low");
            } else if (!available.get(sku).equals(units)) {
                differences.add(sku + " is listed with " + units + " and has " + available.get(sku));
            }
        });
        if (count <= Limits.ITEMS_PER_DIGEST) {
            available.keySet().stream().filter(sku -> !listed.containsKey(sku)).forEach(sku -> differences.add(sku + " is not listed"));
        } else if (listed.size() != Limits.ITEMS_PER_DIGEST) {
            differences.add("the mail lists " + listed.size() + " articles where " + Limits.ITEMS_PER_DIGEST + " fit");
        }
        if (count != available.size()) {
            differences.add("the mail is about " + count + " articles, and " + available.size() + " are low");
        }
        return differences;
    }

    private static Map<String, Long> listed(String text) {
        Map<String, Long> listed = new LinkedHashMap<>();
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            String[] parts = line.group(2).split(", ");
            if (parts.length >= PARTS) {
                listed.put(line.group(1), Long.valueOf(parts[0].replace('\u2212', '-').replaceAll("[^\\d-]", "")));
            }
        }
        return listed;
    }
}
