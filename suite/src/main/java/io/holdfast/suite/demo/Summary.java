package io.holdfast.suite.demo;

import io.holdfast.suite.orders.NoSale;
import io.holdfast.suite.orders.OrderBook;
import io.holdfast.suite.replay.Plan;
import io.holdfast.suite.replay.SalesChannel;
import io.holdfast.suite.replay.Tally;
import io.holdfast.suite.replay.Tally.Count;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what a replay came to. */
final class Summary {

    private static final int SHORT_SKUS_SHOWN = 5;
    private static final int UNEXPECTED_SHOWN = 10;

    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    void print(OrderBook book, Plan plan, Tally tally) {
        out.println();
        out.printf(Locale.ROOT, "%-10s %8s %9s %8s %7s %8s %8s %8s %10s %8s %6s %11s%n", "Channel", "orders", "accepted", "refused",
                "paid", "shipped", "expired", "failed", "cancelled", "returns", "short", "units sold");
        for (SalesChannel channel : SalesChannel.values()) {
            row(channel.title(), count -> tally.of(channel, count));
        }
        row("Together", tally::total);
        out.println();
        refusals(tally);
        invoices(book, plan, tally);
        noSale(book);
        unexpected(tally);
    }

    private interface Numbers {
        long of(Count count);
    }

    private void row(String title, Numbers numbers) {
        out.printf(Locale.ROOT, "%-10s %,8d %,9d %,8d %,7d %,8d %,8d %,8d %,10d %,8d %,6d %,11d%n", title, numbers.of(Count.ORDERS),
                numbers.of(Count.ACCEPTED), numbers.of(Count.REFUSED), numbers.of(Count.PAID), numbers.of(Count.SHIPPED),
                numbers.of(Count.EXPIRED), numbers.of(Count.PAYMENT_FAILED), numbers.of(Count.CANCELLED), numbers.of(Count.RETURNS),
                numbers.of(Count.SHORT), numbers.of(Count.UNITS_SOLD));
    }

    private void refusals(Tally tally) {
        for (SalesChannel channel : SalesChannel.values()) {
            tally.refusals(channel).forEach((reason, number) ->
                    out.printf(Locale.ROOT, "Refused, %s: %,d orders, %s%n", channel.title(), number, reason));
        }
        List<Map.Entry<String, Long>> most = tally.shortSkus().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(SHORT_SKUS_SHOWN).toList();
        if (!most.isEmpty()) {
            out.println("Most often in the way: " + most.stream().map(sku -> sku.getKey() + " (" + sku.getValue() + ")").collect(Collectors.joining(", ")));
        }
        if (tally.total(Count.RETURNED_UNITS) + tally.unmatchedUnits() > 0) {
            out.printf(Locale.ROOT, "Came back: %,d units of shipped orders; %,d units in %,d lines without an order they could belong to%n",
                    tally.total(Count.RETURNED_UNITS), tally.unmatchedUnits(), tally.unmatchedLines());
        }
    }

    /** Whether each invoice of the file is in one of the groups. */
    static boolean accountsForAll(OrderBook book, Plan plan, Tally tally) {
        return accountedFor(plan, tally) == book.invoices().size();
    }

    private static long accountedFor(Plan plan, Tally tally) {
        return tally.total(Count.ACCEPTED) + tally.total(Count.REFUSED) + tally.invoicesTakenBack() + plan.withoutSale().size();
    }

    private void invoices(OrderBook book, Plan plan, Tally tally) {
        out.printf(Locale.ROOT, "Invoices: %,d accepted + %,d refused + %,d taken back + %,d without a sale = %,d of %,d%s%n",
                tally.total(Count.ACCEPTED), tally.total(Count.REFUSED), tally.invoicesTakenBack(), plan.withoutSale().size(),
                accountedFor(plan, tally), book.invoices().size(),
                accountsForAll(book, plan, tally) ? ", every invoice accounted for" : ": SOME ARE NOT ACCOUNTED FOR");
    }

    private void noSale(OrderBook book) {
        long rows = book.noSale().values().stream().mapToLong(Integer::longValue).sum();
        out.printf(Locale.ROOT, "Rows: %,d, of which %,d are no sale%s%n", book.rows(), rows, rows == 0 ? "" : ":");
        for (Map.Entry<NoSale, Integer> reason : book.noSale().entrySet()) {
            out.printf(Locale.ROOT, "  %,6d  %s%n", reason.getValue(), reason.getKey().words());
        }
    }

    private void unexpected(Tally tally) {
        List<String> answers = tally.unexpectedAnswers();
        if (!answers.isEmpty()) {
            out.printf(Locale.ROOT, "UNEXPECTED: %,d answers, the first of them:%n", answers.size());
            answers.stream().limit(UNEXPECTED_SHOWN).forEach(answer -> out.println("  " + answer));
        }
    }
}
