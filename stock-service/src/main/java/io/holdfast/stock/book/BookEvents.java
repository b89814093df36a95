package io.holdfast.stock.book;

import io.holdfast.contracts.ActivityChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.contracts.SellableChanged;
import io.holdfast.messaging.Events;
import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Offer;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Telling;
import io.holdfast.stock.trace.BatchTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a batch tells the other services: the state after it, once for each SKU, each order that others must know of, and each channel that sold. */
@ApplicationScoped
public class BookEvents {

    private final Events events;

    public BookEvents(Events events) {
        this.events = events;
    }

    List<Envelope> of(VersionedBook held, List<Telling.News> news, BatchTrace trace) {
        Book book = held.book();
        List<Envelope> told = new ArrayList<>();
        for (Telling.News one : news) {
            ItemKey key = one.item().key();
            told.add(events.envelope(EventTypes.SELLABLE_CHANGED, key.merchant(), key.sku(), held.itemVersions().get(key) + 1,
                    book.now(), sellable(one)).tracedBy(trace.ofAll()));
        }
        for (Item item : book.touchedItems().stream().filter(Item::isMoved).toList()) {
            long version = held.itemVersions().get(item.key()) + 1;
            told.add(levelChanged(item, version, book.now()).tracedBy(trace.ofAll()));
        }
        for (Order order : book.changedOrders().stream().filter(order -> isOthersBusiness(order, held)).toList()) {
            long version = held.orderVersions().getOrDefault(order.id(), 0L) + 1;
            told.add(orderChanged(order, version, book.now()).tracedBy(trace.ofOrder(order.id())));
        }
        activities(book).forEach(event -> told.add(event.tracedBy(trace.ofAll())));
        return told;
    }

    /** Whether anybody else has to know of it: an event for each order would cost more than deciding it. */
    private static boolean isOthersBusiness(Order order, VersionedBook held) {
        return order.state() == Order.State.SHORT || held.shortOrders().contains(order.id());
    }

    /** One for each channel that placed any order, however many. */
    private List<Envelope> activities(Book book) {
        long version = ChronoUnit.MICROS.between(Instant.EPOCH, book.now());
        return book.changedOrders().stream().filter(book::isNew).map(ChannelKey::of).distinct()
                .map(key -> events.envelope(EventTypes.ACTIVITY_CHANGED, key.merchant(), key.channel(), version, book.now(),
                        new ActivityChanged(key.channel(), book.now()))).toList();
    }

    private record ChannelKey(String merchant, String channel) {

        private static ChannelKey of(Order order) {
            return new ChannelKey(order.merchant(), order.placement().channel());
        }
    }

    /** The levels of an item as they are since {@code version}. */
    public Envelope levelChanged(Item item, long version, Instant at) {
        return events.envelope(EventTypes.LEVEL_CHANGED, item.key().merchant(), item.key().sku(), version, at, levels(item));
    }

    /** An order as it is since {@code version}. */
    public Envelope orderChanged(Order order, long version, Instant at) {
        return events.envelope(EventTypes.ORDER_CHANGED, order.merchant(), order.id().toString(), version, at, order(order, at));
    }

    private static SellableChanged sellable(Telling.News news) {
        return new SellableChanged(news.item().key().sku(), news.sellable().entrySet().stream().map(channel -> {
            boolean unlimited = channel.getValue() == Offer.UNLIMITED;
            boolean byHand = unlimited || !news.item().isCounted();
            return new SellableChanged.Channel(channel.getKey(), unlimited ? null : channel.getValue(),
                    !byHand ? null : unlimited ? "IN_STOCK" : "OUT_OF_STOCK");
        }).toList());
    }

    private static LevelChanged levels(Item item) {
        Level all = Level.sum(item.levels().values());
        List<LevelChanged.AtLocation> locations = item.levels().entrySet().stream()
                .map(e -> at(e.getKey(), e.getValue())).toList();
        return new LevelChanged(item.key().sku(), !item.levels().isEmpty(), all.onHand(), all.reserved(), all.committed(),
                all.available(), all.incoming(), item.backordered(), locations);
    }

    private static LevelChanged.AtLocation at(String location, Level level) {
        return new LevelChanged.AtLocation(location, level.onHand(), level.reserved(), level.committed(), level.available(), level.incoming());
    }

    private static OrderChanged order(Order order, Instant at) {
        List<OrderChanged.Line> lines = order.lines().stream().map(l -> new OrderChanged.Line(l.sku(), l.quantity(),
                l.reserved(), l.committed(), l.fulfilled(), l.backordered())).toList();
        return new OrderChanged(order.id(), order.placement().channel(), order.placement().reference(), order.state().name(), lines, order.placement().at(), at);
    }
}
