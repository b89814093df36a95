package io.holdfast.stock.wording;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.Refusal.InsufficientStock;
import io.holdfast.stock.ledger.Shipment;
import java.util.List;
import java.util.Map;

/** The ledger's refusals as problem documents. */
public final class Refusals {

    private Refusals() {}

    /** {@code components}: those of a bundle that are short. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ShortLine(String sku, long requested, long sellable, List<ShortLine> components) {
        static ShortLine of(InsufficientStock.Short line) {
            return new ShortLine(line.sku(), line.requested(), line.sellable(), line.components().stream().map(ShortLine::of).toList());
        }
    }

    /** What was done, or the refusal as a problem. */
    public static Outcome.Done done(Outcome outcome) {
        return done(outcome, Map.of());
    }

    /**
     * The same.
     *
     * @param places pointers to the members that named locations, by location
     */
    public static Outcome.Done done(Outcome outcome, Map<String, String> places) {
        return (Outcome.Done) unlessRefused(outcome, places);
    }

    /** The shipment as it is now, or the refusal as a problem. */
    public static Shipment sent(Outcome outcome, Map<String, String> places) {
        return ((Outcome.Sent) unlessRefused(outcome, places)).shipment();
    }

    private static Outcome unlessRefused(Outcome outcome, Map<String, String> places) {
        if (outcome instanceof Outcome.Refused refused) {
            throw problem(refused.reason(), places);
        }
        return outcome;
    }

    private static Problem problem(Refusal refusal, Map<String, String> places) {
        if (refusal instanceof InsufficientStock missing) {
            return Problem.conflict("insufficient-stock", "Not enough stock", sentence(missing.lines()))
                    .with("lines", missing.lines().stream().map(ShortLine::of).toList());
        }
        if (refusal instanceof Refusal.ReferenceReused reused) {
            return Problem.conflict("reference-reused", "The reference is taken",
                    "This reference belongs to an order with other content; a new order takes a new reference.").with("order", reused.order());
        }
        if (refusal instanceof Refusal.AlreadyResolved resolved) {
            return Problem.conflict("already-resolved", "The order's state does not allow this",
                    "The order is " + resolved.state() + "; nothing was changed.").with("state", resolved.state());
        }
        if (refusal instanceof Refusal.TooMany many) {
            return Problem.conflict(many.code(), "More units than there are",
                    many.lines().isEmpty() ? "There are no units for this." : "Some lines name more units than there are for this.")
                    .with("lines", many.lines());
        }
        if (refusal instanceof Refusal.CannotSupersede no) {
            return supersede(no);
        }
        if (refusal instanceof Refusal.NotOverTheCounter other) {
            return Problem.invalid("/channel", "must be a POS channel; \"" + other.channel() + "\" is not");
        }
        if (refusal instanceof Refusal.NotCounted without) {
            return Problem.invalid(without.skus().stream().map(sku -> new Problem.Error("/lines",
                    "must be SKUs with stock of their own; \"" + sku + "\" is a bundle, or tracked by status")).toList());
        }
        if (refusal instanceof Refusal.ShipmentClosed closed) {
            return Problem.conflict("already-resolved", "Nothing is on its way any more",
                    "Everything has arrived, or was given up; nothing was changed.").with("shipment", closed.shipment());
        }
        return unknown((Refusal.Unknown) refusal, places);
    }

    private static Problem supersede(Refusal.CannotSupersede refusal) {
        return switch (refusal.why()) {
            case UNKNOWN -> Problem.invalid("/supersedes", "names no order: " + refusal.order());
            case OTHER_CHANNEL -> Problem.invalid("/supersedes", "must be an order of the same channel");
            case NOT_UNPAID -> Problem.conflict("already-resolved", "The order's state does not allow this",
                    "The order that this one would supersede is not unpaid any more; nothing was changed.").with("order", refusal.order());
        };
    }

    private static Problem unknown(Refusal.Unknown unknown, Map<String, String> places) {
        return switch (unknown.what()) {
            case ORDER -> Problem.notFound("order", unknown.names().get(0));
            case CHANNEL -> Problem.invalid("/channel", "names no channel: \"" + unknown.names().get(0) + "\"");
            case SHIPMENT -> Problem.notFound("shipment", unknown.names().get(0));
            case LOCATION -> Problem.invalid(unknown.names().stream().map(code -> new Problem.Error(
                    places.getOrDefault(code, "/location"), "names no location: \"" + code + "\"")).toList());
            case SKU -> Problem.invalid(unknown.names().stream()
                    .map(sku -> new Problem.Error("/lines", "there is no variant with the SKU \"" + sku + "\"")).toList());
        };
    }

    private static String sentence(List<InsufficientStock.Short> lines) {
        InsufficientStock.Short first = lines.get(0);
        String told = first.sku() + ": " + first.requested() + " asked, " + first.sellable() + " sellable";
        return lines.size() == 1 ? told + "." : told + ", and " + (lines.size() - 1) + " more short lines.";
    }
}
