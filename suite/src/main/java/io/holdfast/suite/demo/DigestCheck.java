package io.holdfast.suite.demo;

import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.replay.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds the mail against the levels: every article below its threshold must stand in it, and no other. */
final class DigestCheck {

    private DigestCheck() {}

    /**
     * @param low SKUs that the levels say must be listed
     * @param missing those of them that the mail does not list
     * @param wrong SKUs that it lists although they are not low
     */
    record Result(Set<String> low, Set<String> missing, Set<String> wrong) {
        boolean agrees() {
            return missing.isEmpty() && wrong.isEmpty();
        }
    }

    static Result of(String text, List<Article> articles, SortedMap<String, Map<Place, Long>> levels) {
        Set<String> low = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        Set<String> wrong = new TreeSet<>();
        for (Article article : articles) {
            boolean isLow = isLow(article, levels.getOrDefault(article.sku(), Map.of()));
            if (isLow) {
                low.add(article.sku());
            }
            boolean listed = lists(text, article.sku());
            if (isLow && !listed) {
                missing.add(article.sku());
            } else if (!isLow && listed && article.threshold() != null) {
                wrong.add(article.sku());
            }
        }
        return new Result(low, missing, wrong);
    }

    private static boolean isLow(Article article, Map<Place, Long> level) {
        return article.threshold() != null && article.notifies() && !level.isEmpty()
                && level.values().stream().mapToLong(Long::longValue).sum() < article.threshold();
    }

    /** As a word of its own: one SKU may begin with another. */
    private static boolean lists(String text, String sku) {
        return Pattern.compile("(?<![\\p{Alnum}])" + Pattern.quote(sku) + "(?![\\p{Alnum}])").matcher(text).find();
    }
}
