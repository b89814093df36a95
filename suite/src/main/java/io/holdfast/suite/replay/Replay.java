package io.holdfast.suite.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.replay.Purchases.Purchase;
import io.holdfast.suite.replay.Scheduler.Running;
import io.holdfast.suite.replay.Tally.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Carries out a plan through the gateway. An answer that is neither a success nor a refusal is counted and shown; the run goes on. */
public final class Replay {

    private static final int AT_ONCE = 32;
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final Orders orders;
    private final Progress progress;
    private final Tally tally = new Tally();
    private final Purchases purchases = new Purchases();
    private final List<Lapse> lapses = new CopyOnWriteArrayList<>();

    /**
     * An order that is left to lapse.
     *
     * @param expiresAt as the service promised it
     */
    private record Lapse(UUID order, Step.Sale sale, Instant expiresAt) {}

    /**
     * @param prefix of every reference of this run, e.g. {@code "1-"}
     */
    public Replay(GatewayClient gateway, String prefix, Progress progress) {
        this.orders = new Orders(gateway, prefix);
        this.progress = progress;
    }

    public Tally tally() {
        return tally;
    }

    /** Runs all steps; afterwards only the lapsing orders are still open. */
    public void run(Plan plan) {
        progress.begin(plan.steps().size());
        new Scheduler(AT_ONCE, this::start).run(plan.steps()).join();
        progress.end();
    }

    /** The deadline of the last order that is left to lapse; the epoch if there is none. */
    public Instant lastDeadline() {
        return lapses.stream().map(Lapse::expiresAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    public int lapsing() {
        return lapses.size();
    }

    /** Looks up every order that was left to lapse, once its deadline is behind; one that is not expired is unexpected. */
    public void confirmLapses() {
        CompletableFuture.allOf(lapses.stream().map(this::confirm).toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<Void> confirm(Lapse lapse) {
        return orders.read(lapse.order()).thenAccept(answer -> {
            String invoice = lapse.sale().invoice().number();
            String state = answer.body().path("state").asText();
            if (answer.ok() && state.equals("EXPIRED")) {
                tally.count(lapse.sale().channel(), Count.EXPIRED, 1);
                tally.count(lapse.sale().channel(), Count.UNITS_SOLD, -lapse.sale().invoice().totalUnits());
                tally.ended(invoice, "expired");
            } else {
                tally.unexpected("Invoice " + invoice + " was left to lapse until " + lapse.expiresAt() + " and is " + state);
            }
        });
    }

    private Running start(Step step) {
        Running running = step instanceof Step.Sale sale ? sell(sale) : takeBack((Step.TakeBack) step);
        CompletionStage<?> ended = running.ended().exceptionally(failure -> {
            tally.unexpected("Invoice " + step.invoice().number() + ": " + failure);
            return null;
        }).thenRun(progress::step);
        return new Running(running.settled().exceptionally(failure -> null), ended);
    }

    private Running sell(Step.Sale sale) {
        tally.count(sale.channel(), Count.ORDERS, 1);
        CompletableFuture<Answer> placed = orders.place(sale);
        CompletableFuture<Void> ended = placed.thenCompose(answer -> answer.status() == 201 ? accepted(sale, answer) : refused(sale, answer));
        // What is reserved stays reserved while it is paid and shipped; only a failing payment gives units back.
        return new Running(sale.fate() == Fate.PAYMENT_FAILS ? ended : placed, ended);
    }

    private CompletableFuture<Void> refused(Step.Sale sale, Answer answer) {
        if (answer.status() != 409 || !answer.problem().equals("insufficient-stock")) {
            tally.unexpected("Invoice " + sale.invoice().number() + ": " + answer.explained());
            return NOTHING;
        }
        List<String> skus = new ArrayList<>();
        boolean nothingLeft = true;
        for (JsonNode line : answer.body().path("lines")) {
            skus.add(line.path("sku").asText());
            nothingLeft &= line.path("sellable").asLong() == 0;
        }
        tally.refused(sale.channel(), nothingLeft ? "nothing left" : "too few left", skus);
        tally.ended(sale.invoice().number(), "refused for " + skus);
        return NOTHING;
    }

    private CompletableFuture<Void> accepted(Step.Sale sale, Answer answer) {
        String invoice = sale.invoice().number();
        UUID order = UUID.fromString(answer.body().path("id").asText());
        Purchase purchase = purchases.accepted(order, sale);
        tally.count(sale.channel(), Count.ACCEPTED, 1);
        tally.count(sale.channel(), Count.UNITS_SOLD, sale.invoice().totalUnits());
        tally.ended(invoice, sale.fate().name());
        return switch (sale.fate()) {
            case HANDED_OVER -> handedOver(purchase);
            case PAID -> paid(purchase);
            case PAID_AND_SHIPPED -> paid(purchase).thenCompose(x -> shipped(purchase));
            case SHIPPED_ON_TERMS -> shipped(purchase).thenCompose(x -> paid(purchase));
            case PAYMENT_FAILS -> expect(orders.failPayment(order, invoice), sale.channel(), Count.PAYMENT_FAILED)
                    .thenRun(() -> tally.count(sale.channel(), Count.UNITS_SOLD, -sale.invoice().totalUnits()));
            case LAPSES -> {
                lapses.add(new Lapse(order, sale, Instant.parse(answer.body().path("expiresAt").asText())));
                yield NOTHING;
            }
        };
    }

    private CompletableFuture<Void> handedOver(Purchase purchase) {
        purchase.ship();
        tally.count(purchase.sale().channel(), Count.PAID, 1);
        return NOTHING;
    }

    private CompletableFuture<Void> paid(Purchase purchase) {
        SalesChannel channel = purchase.sale().channel();
        return orders.pay(purchase.order(), purchase.sale().invoice().number()).thenAccept(answer -> {
            if (answer.orFail().body().path("state").asText().equals("SHORT")) {
                tally.count(channel, Count.SHORT, 1);
            }
            tally.count(channel, Count.PAID, 1);
        });
    }

    private CompletableFuture<Void> shipped(Purchase purchase) {
        return expect(orders.ship(purchase.order(), purchase.sale().invoice().number()), purchase.sale().channel(), Count.SHIPPED)
                .thenRun(purchase::ship);
    }

    private Running takeBack(Step.TakeBack step) {
        Purchases.Matches matches = purchases.match(step);
        CompletableFuture<Void> all = matches.unmatched().isEmpty() ? NOTHING : adjusted(matches.unmatched());
        for (Map.Entry<Purchase, Map<String, Long>> match : matches.matched().entrySet()) {
            all = all.thenCompose(x -> takenBack(step.invoice().number(), match.getKey(), match.getValue()));
        }
        CompletableFuture<Void> ended = all.thenRun(() -> {
            tally.takenBack();
            tally.ended(step.invoice().number(), "taken back, unmatched " + matches.unmatched());
        });
        return new Running(ended, ended);
    }

    private CompletableFuture<Void> takenBack(String invoice, Purchase purchase, Map<String, Long> units) {
        SalesChannel channel = purchase.sale().channel();
        if (!purchase.shipped()) {
            return expect(orders.cancel(purchase.order(), invoice), channel, Count.CANCELLED).thenRun(() -> {
                tally.count(channel, Count.UNITS_SOLD, -purchase.unreturnedUnits());
                purchase.cancelled();
            });
        }
        long total = units.values().stream().mapToLong(Long::longValue).sum();
        return expect(orders.takeBack(purchase.order(), invoice, units), channel, Count.RETURNS).thenRun(() -> {
            purchase.returned(units);
            tally.count(channel, Count.RETURNED_UNITS, total);
            tally.count(channel, Count.UNITS_SOLD, -total);
        });
    }

    private CompletableFuture<Void> adjusted(Map<String, Long> units) {
        return orders.adjustUnmatched(units).thenAccept(answer -> {
            answer.orFail();
            units.values().forEach(tally::unmatched);
        });
    }

    private CompletableFuture<Void> expect(CompletableFuture<Answer> answer, SalesChannel channel, Count count) {
        return answer.thenAccept(given -> {
            given.orFail();
            tally.count(channel, count, 1);
        });
    }
}
