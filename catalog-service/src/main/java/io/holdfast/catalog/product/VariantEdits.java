package io.holdfast.catalog.product;

import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Edits of variants, one or many in one transaction, each with its own outcome. */
@ApplicationScoped
class VariantEdits {

    private final Transactions transactions;
    private final Changes changes;
    private final VariantStore variants;
    private final VariantBooks books;
    private final KnownLocations locations;

    /**
     * An edit of one variant.
     *
     * @param ifMatch null: whatever version it has
     * @param change from its fields to those it shall have; may refuse by a {@link Problem}, and may be called more than once
     */
    record Edit(String sku, String ifMatch, UnaryOperator<VariantFields> change) {}

    /** What became of an edit; {@code problem} is null for one that was made, or changed nothing. */
    record Outcome(String sku, Problem problem) {}

    /** What has to be looked up before anything is edited. */
    private record Needs(Set<String> skus, Set<String> bundles, boolean locations) {}

    VariantEdits(Transactions transactions, Changes changes, VariantStore variants, VariantBooks books, KnownLocations locations) {
        this.transactions = transactions;
        this.changes = changes;
        this.variants = variants;
        this.books = books;
        this.locations = locations;
    }

    /** One edit; its refusal is the failure of the whole. */
    Uni<Applied<Variant>> make(String merchant, Edit edit) {
        return make(merchant, List.of(edit), Variant.class, (transaction, outcomes) -> {
            if (outcomes.get(0).problem() != null) {
                throw outcomes.get(0).problem();
            }
            return variants.find(transaction, merchant, edit.sku()).map(Optional::orElseThrow);
        });
    }

    /** Many edits in their order; with {@code atomic}, one refusal fails all with 422 {@code not-atomic}. */
    Uni<Applied<BulkEdit.Made>> make(String merchant, List<Edit> edits, boolean atomic) {
        return make(merchant, edits, BulkEdit.Made.class, (transaction, outcomes) -> {
            if (atomic && outcomes.stream().anyMatch(outcome -> outcome.problem() != null)) {
                throw new Problem(422, "not-atomic", "Nothing was stored", "Some items were refused, and the request was atomic.")
                        .with("results", BulkEdit.results(outcomes));
            }
            return Uni.createFrom().item(new BulkEdit.Made(BulkEdit.results(outcomes)));
        });
    }

    /** What is answered; a failure rolls everything back. */
    private interface Answer<T> {
        Uni<T> of(SqlConnection transaction, List<Outcome> outcomes);
    }

    private <T> Uni<Applied<T>> make(String merchant, List<Edit> edits, Class<T> type, Answer<T> answer) {
        return needs(merchant, edits).flatMap(needs -> locations.of(merchant, needs.locations())
                .flatMap(known -> changes.makeOnce(merchant, type, (transaction, now) ->
                        books.open(transaction, merchant, needs.skus(), needs.bundles()).flatMap(book -> {
                            List<Outcome> outcomes = edits.stream().map(edit -> outcome(book, edit, needs.locations() ? known : null)).toList();
                            return books.save(transaction, merchant, book, now).flatMap(told ->
                                    answer.of(transaction, outcomes).map(answered -> new Change<>(answered, told)));
                        }))));
    }

    /** Tries the edits on what is stored, without a lock: what they name is known then, and can be asked for. */
    private Uni<Needs> needs(String merchant, List<Edit> edits) {
        Set<String> skus = new TreeSet<>();
        edits.forEach(edit -> skus.add(edit.sku()));
        return transactions.of(merchant, reading -> variants.bySkus(reading, merchant, skus)).map(found -> {
            Map<String, VariantFields> fields = new HashMap<>();
            found.forEach(variant -> fields.put(variant.sku(), variant.fields()));
            Set<String> bundles = new HashSet<>();
            boolean located = false;
            for (Edit edit : edits) {
                VariantFields before = fields.get(edit.sku());
                VariantFields after = before == null ? null : attempt(edit, before);
                if (after != null) {
                    located |= KnownLocations.isNeeded(before, after);
                    fields.put(edit.sku(), after);
                    skus.addAll(after.componentSkus());
                    if (after.bundled()) {
                        bundles.add(edit.sku());
                    }
                }
            }
            return new Needs(skus, bundles, located);
        });
    }

    private static VariantFields attempt(Edit edit, VariantFields before) {
        try {
            return checked(edit.change().apply(before), before);
        } catch (Problem refusedLater) {
            return null;
        }
    }

    /** @param known locations; null if nobody needed to ask */
    private static Outcome outcome(VariantBook book, Edit edit, Set<String> known) {
        try {
            Variant variant = book.stored(edit.sku());
            if (variant == null) {
                throw Problem.notFound("variant", edit.sku());
            }
            ETags.require(edit.ifMatch(), variant.version());
            VariantFields before = book.fields(edit.sku());
            VariantFields after = checked(edit.change().apply(before), before);
            Problem.Errors errors = new Problem.Errors();
            if (known != null && KnownLocations.isNeeded(before, after)) {
                KnownLocations.check(after, known, "", errors);
            }
            book.edit(after, "", errors);
            errors.throwIfAny();
            return new Outcome(edit.sku(), null);
        } catch (Problem problem) {
            return new Outcome(edit.sku(), problem);
        }
    }

    private static VariantFields checked(VariantFields asked, VariantFields before) {
        VariantFields after = asked.after(before);
        Problem.Errors errors = new Problem.Errors();
        after.check("", errors);
        errors.throwIfAny();
        return after.complete();
    }
}
