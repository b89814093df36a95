package io.holdfast.allocation.drift;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.News;
import io.holdfast.allocation.sellable.Telling;
import io.holdfast.allocation.sellable.Value;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.peers.StockQuestions.Sellable;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compares page by page, looks a second time at what differs, for a change that is on its way is no drift, reports what
 * still does, and tells it again.
 */
@ApplicationScoped
class DriftCheck {

    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int TOLD_AT_ONCE = 500;
    /** Suspects beyond this number are found by the next check. */
    private static final int SUSPECTS = 100_000;
    private static final String NOW = "select holdfast_now() as now";

    private final Transactions transactions;
    private final StockQuestions stock;
    private final DriftStore store;
    private final Telling telling;

    DriftCheck(Transactions transactions, StockQuestions stock, DriftStore store, Telling telling) {
        this.transactions = transactions;
        this.stock = stock;
        this.store = store;
        this.telling = telling;
    }

    /** What one check has seen so far. */
    private static final class Seen {
        private final Set<String> suspects = new LinkedHashSet<>();
        private final List<Difference> listed = new ArrayList<>();
        private long checked;
        private long different;
        private String cursor;
        private boolean more = true;

        private boolean goesOn() {
            return more && suspects.size() < SUSPECTS;
        }
    }

    /** Fails with 503 while the stock service can't be asked; nothing is reported then. */
    Uni<DriftReport> check(ChannelKey channel, String reason) {
        Seen seen = new Seen();
        return repeat(seen, () -> compareNextPage(channel, seen))
                .invoke(() -> {
                    seen.more = true;
                    seen.cursor = null;
                })
                .chain(() -> repeat(seen, () -> compareNextBelieved(channel, seen)))
                .chain(() -> seen.suspects.isEmpty() ? Uni.createFrom().voidItem() : settle(channel, seen))
                .chain(() -> report(channel, reason, seen));
    }

    private static Uni<Void> repeat(Seen seen, Supplier<Uni<Void>> step) {
        return Multi.createBy().repeating().<Boolean>uni(() -> step.get().map(done -> seen.goesOn())).whilst(more -> more)
                .onItem().ignoreAsUni();
    }

    /** What stock knows: all of its SKUs. */
    private Uni<Void> compareNextPage(ChannelKey channel, Seen seen) {
        return stock.sellable(channel.merchant(), channel.channel(), seen.cursor).map(DriftCheck::answered).flatMap(page -> {
            Map<String, Value> now = values(page.items());
            seen.cursor = page.nextCursor();
            seen.more = seen.cursor != null;
            seen.checked += now.size();
            return differences(channel, now.keySet(), now).invoke(found -> found.forEach(one -> seen.suspects.add(one.sku()))).replaceWithVoid();
        });
    }

    /** What the channel believes: SKUs that stock may know no more. */
    private Uni<Void> compareNextBelieved(ChannelKey channel, Seen seen) {
        return transactions.of(channel.merchant(), reading -> store.believed(reading, channel, seen.cursor, Limits.SKUS_PER_QUESTION)).flatMap(skus -> {
            seen.more = skus.size() == Limits.SKUS_PER_QUESTION;
            if (skus.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            seen.cursor = skus.get(skus.size() - 1);
            return truth(channel, skus).invoke(now -> skus.stream().filter(sku -> !now.containsKey(sku)).forEach(sku -> {
                seen.suspects.add(sku);
                seen.checked++;
            })).replaceWithVoid();
        });
    }

    /** The second look, in parts; what still differs is told again. */
    private Uni<Void> settle(ChannelKey channel, Seen seen) {
        List<String> suspects = List.copyOf(seen.suspects);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < suspects.size(); from += TOLD_AT_ONCE) {
            parts.add(suspects.subList(from, Math.min(suspects.size(), from + TOLD_AT_ONCE)));
        }
        return Uni.createFrom().voidItem().onItem().delayIt().by(ON_ITS_WAY)
                .chain(() -> Multi.createFrom().iterable(parts).onItem().transformToUniAndConcatenate(part -> truth(channel, part)
                        .flatMap(now -> differences(channel, part, now))
                        .call(found -> tellAgain(channel, found))
                        .invoke(found -> take(seen, found))).onItem().ignoreAsUni());
    }

    private static void take(Seen seen, List<Difference> found) {
        seen.different += found.size();
        found.stream().limit(Math.max(0, Limits.DIFFERENCES_PER_REPORT - seen.listed.size())).forEach(seen.listed::add);
    }

    private Uni<Void> tellAgain(ChannelKey channel, List<Difference> found) {
        List<News> news = found.stream().map(one -> new News(channel, one.now())).toList();
        return transactions.of(channel.merchant(), transaction -> telling.tellAgain(transaction, news));
    }

    private Uni<DriftReport> report(ChannelKey channel, String reason, Seen seen) {
        return transactions.of(channel.merchant(), transaction -> transaction.preparedQuery(NOW).execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant())
                .map((Instant now) -> new DriftReport(UuidCreator.getTimeOrderedEpoch(), channel.channel(), now, reason, seen.checked,
                        seen.different, List.copyOf(seen.listed)))
                .call(report -> store.insert(transaction, channel.merchant(), report)));
    }

    private Uni<List<Difference>> differences(ChannelKey channel, Collection<String> skus, Map<String, Value> now) {
        return skus.isEmpty() ? Uni.createFrom().item(List.of())
                : transactions.of(channel.merchant(), reading -> store.known(reading, channel, skus)).map(known -> Comparison.differences(skus, known, now));
    }

    private Uni<Map<String, Value>> truth(ChannelKey channel, Collection<String> skus) {
        return stock.sellable(channel.merchant(), channel.channel(), skus).map(answer -> values(answered(answer)));
    }

    private static <T> T answered(Optional<T> answer) {
        return answer.orElseThrow(() -> Problem.unavailable("The stock service, which knows what is true, does not answer.", RETRY_AFTER_SECONDS));
    }

    private static Map<String, Value> values(List<Sellable> items) {
        return items.stream().collect(Collectors.toMap(Sellable::sku,
                item -> new Value(item.sku(), item.sellable(), item.status(), item.version())));
    }
}
