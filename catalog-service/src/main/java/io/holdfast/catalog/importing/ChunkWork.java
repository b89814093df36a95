package io.holdfast.catalog.importing;

import io.holdfast.catalog.counted.StockCounts.Count;
import io.holdfast.catalog.counted.StockCounts;
import io.holdfast.catalog.csv.Column;
import io.holdfast.catalog.csv.InventoryFile;
import io.holdfast.catalog.csv.Line;
import io.holdfast.catalog.importing.Import.Held;
import io.holdfast.catalog.importing.Import.LineError;
import io.holdfast.catalog.product.VariantBook;
import io.holdfast.catalog.product.VariantBooks;
import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.messaging.Handover;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Works off one chunk: catalogue first, then counts, because stock must know a SKU before it can be counted. It may be done
 * again from its beginning: what is there already changes nothing.
 */
@ApplicationScoped
class ChunkWork {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Changes changes;
    private final VariantBooks books;
    private final Handover handover;
    private final StockQuestions stock;
    private final StockCounts stockCounts;

    /** What was decided about the lines; {@code again}: events to be told once more, for nobody knows whether they were. */
    private record Decided(List<LineError> refused, List<Envelope> again) {}

    ChunkWork(Changes changes, VariantBooks books, Handover handover, StockQuestions stock, StockCounts stockCounts) {
        this.changes = changes;
        this.books = books;
        this.handover = handover;
        this.stock = stock;
        this.stockCounts = stockCounts;
    }

    /**
     * The lines that were refused; all the others are visible everywhere from now on. Fails with 503 while the stock service
     * does not answer.
     *
     * @param again whether somebody may have begun with this chunk before
     */
    Uni<List<LineError>> work(Held held, InventoryFile file, List<Line> lines, boolean again) {
        Set<String> skus = new LinkedHashSet<>();
        lines.stream().filter(file.header()::fits).forEach(line -> skus.add(file.header().text(line, Column.SKU)));
        return counts(held.merchant(), file, lines, skus).flatMap(counts -> changes
                .make(held.merchant(), (transaction, now) -> edit(transaction, now, held, file, lines, skus, counts, again))
                .call(applied -> tell(applied))
                .flatMap(applied -> setCounts(held, counts).map(uncounted -> {
                    List<LineError> refused = new ArrayList<>(applied.result().refused());
                    refused.addAll(uncounted);
                    return refused;
                })));
    }

    private Uni<CountsOfChunk> counts(String merchant, InventoryFile file, List<Line> lines, Set<String> skus) {
        boolean counting = file.header().has(Column.COUNT)
                && lines.stream().anyMatch(line -> file.header().fits(line) && !file.header().cell(line, Column.COUNT).isBlank());
        if (!counting) {
            return Uni.createFrom().item(new CountsOfChunk(Set.of(), Map.of()));
        }
        return stock.locations(merchant).flatMap(known -> stockCounts.onHand(merchant, skus)
                .map(onHand -> new CountsOfChunk(Set.copyOf(known.orElseThrow(ChunkWork::away)), onHand)));
    }

    private Uni<Change<Decided>> edit(SqlConnection transaction, Instant now, Held held, InventoryFile file, List<Line> lines,
            Set<String> skus, CountsOfChunk counts, boolean again) {
        return books.open(transaction, held.merchant(), skus, List.of()).flatMap(book -> {
            List<LineError> refused = apply(file, lines, book, counts);
            return books.save(transaction, held.merchant(), book, now).flatMap(told -> again
                    ? books.told(transaction, held.merchant(), skus, now).map(all -> new Change<>(new Decided(refused, all), told))
                    : Uni.createFrom().item(new Change<>(new Decided(refused, List.of()), told)));
        });
    }

    private static List<LineError> apply(InventoryFile file, List<Line> lines, VariantBook book, CountsOfChunk counts) {
        List<LineError> refused = new ArrayList<>();
        for (Line line : lines) {
            String why = new LineEdit(file.header(), line, file.hasDecimalCommas()).applyTo(book, counts);
            if (why != null) {
                refused.add(new LineError(line.number(), why));
            }
        }
        return refused;
    }

    private Uni<Void> tell(Applied<Decided> applied) {
        return handover.giveAll(applied.result().again()).invoke(late -> {
            if (applied.pending() || !late.isEmpty()) {
                throw away();
            }
        }).replaceWithVoid();
    }

    private Uni<List<LineError>> setCounts(Held held, CountsOfChunk counts) {
        Map<Count, CountsOfChunk.Entry> entries = counts.toSet().stream()
                .collect(Collectors.toMap(CountsOfChunk.Entry::count, Function.identity()));
        return stockCounts.set(held.merchant(), "import " + held.id(), List.copyOf(entries.keySet())).map(refused -> refused.entrySet().stream()
                .map(refusal -> new LineError(entries.get(refusal.getKey()).line(), "count could not be set: " + refusal.getValue())).toList());
    }

    private static Problem away() {
        return Problem.unavailable("A service that must know every line does not answer.", RETRY_AFTER_SECONDS);
    }
}
