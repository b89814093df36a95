package io.holdfast.allocation.sellable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** News in the form that they are stored in: the newest of each channel and SKU, each with a place in its channel's stream. */
final class Places {

    private record Key(ChannelKey channel, String sku) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byChannel = channel.compareTo(other.channel);
            return byChannel != 0 ? byChannel : sku.compareTo(other.sku);
        }
    }

    private final Map<Key, News> inOrderOfArrival = new LinkedHashMap<>();

    private Places(Collection<News> news) {
        for (News one : news) {
            Key key = new Key(one.channel(), one.value().sku());
            News known = inOrderOfArrival.get(key);
            if (known == null || known.value().version() < one.value().version()) {
                inOrderOfArrival.remove(key);
                inOrderOfArrival.put(key, one);
            }
        }
    }

    static Places of(Collection<News> news) {
        return new Places(news);
    }

    /** How many places each channel needs, in key order. */
    Map<ChannelKey, Long> needed() {
        Map<ChannelKey, Long> needed = new TreeMap<>();
        inOrderOfArrival.keySet().forEach(key -> needed.merge(key.channel(), 1L, Long::sum));
        return needed;
    }

    /** A piece of news and its place. */
    record Placed(News news, long position) {}

    /** In key order, as rows are to be locked; the places follow the order of arrival. */
    List<Placed> upTo(Map<ChannelKey, Long> last) {
        Map<ChannelKey, Long> next = new HashMap<>();
        needed().forEach((channel, count) -> next.put(channel, last.get(channel) - count + 1));
        Map<Key, Placed> placed = new TreeMap<>();
        inOrderOfArrival.forEach((key, news) -> placed.put(key, new Placed(news, next.merge(key.channel(), 1L, Long::sum) - 1)));
        return List.copyOf(placed.values());
    }
}
