package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.settings.StockSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One merchant, as it described itself to stock by its {@link Fact}s. */
public final class Shop {

    final String merchant;
    final List<String> locations = new ArrayList<>();
    final Map<String, Channel> channels = new LinkedHashMap<>();
    final Map<String, Fact.Variant> variants = new TreeMap<>();
    /** Those that have not ended; of each SKU in the order of their creation. */
    final Map<String, Map<UUID, Allocation>> allocations = new TreeMap<>();
    StockSettings settings = StockSettings.DEFAULT;

    public Shop(String merchant) {
        this.merchant = merchant;
    }

    public void learn(Fact fact) {
        if (fact instanceof Fact.Opened opened) {
            locations.add(opened.location());
        } else if (fact instanceof Fact.OfChannel told) {
            channels.put(told.channel().code(), told.channel());
        } else if (fact instanceof Fact.OfVariant told) {
            variants.put(told.variant().sku(), told.variant());
        } else if (fact instanceof Fact.OfSettings told) {
            settings = told.settings();
        } else if (fact instanceof Fact.OfAllocation told && told.ended()) {
            of(told.sku()).remove(told.allocation().id());
        } else if (fact instanceof Fact.OfAllocation told) {
            of(told.sku()).put(told.allocation().id(), told.allocation());
        }
    }

    Map<UUID, Allocation> of(String sku) {
        return allocations.computeIfAbsent(sku, k -> new LinkedHashMap<>());
    }

    List<String> places(Channel channel) {
        return channel.locations() == null ? locations : channel.locations();
    }

    /** Where an allocation is granted units: its members' locations in the first member's order; without members all. */
    Set<String> places(Allocation allocation) {
        if (allocation.members().isEmpty()) {
            return new LinkedHashSet<>(locations);
        }
        Set<String> places = new LinkedHashSet<>();
        allocation.members().forEach(member -> places.addAll(places(channels.get(member))));
        return places;
    }

    Merchant asMerchant() {
        return new Merchant(merchant, List.copyOf(locations), Map.copyOf(channels), settings.forLedger());
    }
}
