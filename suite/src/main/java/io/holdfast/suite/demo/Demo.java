package io.holdfast.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.demo.Assortment.Article;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.orders.OrderBook;
import io.holdfast.suite.replay.Place;
import io.holdfast.suite.replay.Plan;
import io.holdfast.suite.replay.Progress;
import io.holdfast.suite.replay.Replay;
import io.holdfast.suite.replay.SalesChannel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The demo on a running suite: set up, replay, show. */
public final class Demo {

    private static final String ADMIN_KEY = "local-admin";

    private final Suite suite;
    private final GatewayClient gateway;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * @param terminal whether a line of the output can be redrawn
     */
    public Demo(Suite suite, PrintStream out, boolean terminal) {
        this.suite = suite;
        this.gateway = new GatewayClient(suite.gateway(), ADMIN_KEY);
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * @param home where the number of runs is kept
     * @return whether all went as it must
     */
    public boolean run(OrderBook book, Path home, boolean fresh) {
        Plan plan = Plan.of(book);
        Assortment assortment = Assortment.of(book, plan);
        setUp(assortment);
        say("Replaying %,d invoices with %,d rows through %s", book.invoices().size(), book.rows(), suite.gateway());
        Replay replay = new Replay(gateway, RunNumber.next(home, fresh) + "-", new Progress(out, terminal, "invoices"));
        replay.run(plan);
        if (gateway.repeated() > 0) {
            say("%,d calls were repeated because a part was too busy (503)", gateway.repeated());
        }
        say("Waiting until the last of %d unpaid orders expires", replay.lapsing());
        Digest digest = new Digest(gateway, suite, Clock.systemUTC());
        digest.passed(replay.lastDeadline());
        replay.confirmLapses();
        SortedMap<String, Map<Place, Long>> levels = new StockRoom(gateway).available(assortment.articles().stream().map(Article::sku).toList());
        LowStock low = LowStock.of(assortment.articles(), levels);
        say("Waiting until the alerts have caught up, and for the daily mail of the minute after");
        digest.caughtUp(low);
        Digest.Letter letter = digest.send();
        new Summary(out).print(book, plan, replay.tally());
        out.println("Fingerprint of all outcomes and levels: " + Fingerprint.of(replay.tally().outcomes(), levels) + " (the same orders give the same one)");
        boolean mailRight = show(letter, low);
        boolean clean = audit();
        return clean && mailRight && replay.tally().unexpectedAnswers().isEmpty() && Summary.accountsForAll(book, plan, replay.tally());
    }

    private void setUp(Assortment assortment) {
        ShopSetup setup = new ShopSetup(gateway);
        setup.locations();
        setup.channels();
        int created = setup.catalogue(assortment.articles());
        int cancelled = setup.cancelLeftovers();
        setup.allocations(assortment);
        long moved = new StockRoom(gateway).bringTo(assortment.articles());
        say("Catalogue: %,d articles (%,d new); %,d units counted in; %d channels; %,d units of %d articles reserved for %s",
                assortment.articles().size(), created, moved, SalesChannel.values().length,
                assortment.reserved().values().stream().mapToLong(Long::longValue).sum(), assortment.reserved().size(), SalesChannel.B2B.title());
        if (cancelled > 0) {
            say("%,d unpaid orders of an interrupted run were cancelled", cancelled);
        }
    }

    private boolean show(Digest.Letter letter, LowStock low) {
        out.println();
        out.println(letter.remark() + (letter.text().isEmpty() ? "" : ":"));
        if (!letter.subject().isEmpty()) {
            out.println("  Subject: " + letter.subject());
        }
        letter.text().lines().forEach(line -> out.println("  " + line));
        out.println();
        Set<String> differences = low.differences(letter.text(), letter.items());
        if (differences.isEmpty()) {
            say("Digest: its %,d articles are those that the levels say are low", low.available().size());
        } else {
            say("Digest: DOES NOT AGREE with the levels: %s", differences);
        }
        return differences.isEmpty();
    }

    private boolean audit() {
        JsonNode answer = gateway.call("POST", "/v1/stock/audit", null).orFail().body();
        int differences = answer.path("differences").size();
        answer.path("differences").forEach(difference -> out.println("  " + difference));
        if (differences == 0) {
            say("Audit: clean, %d levels checked, 0 differences", answer.path("checked").asLong());
        } else {
            say("Audit: %d differences", differences);
        }
        return differences == 0;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
