package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import io.holdfast.suite.torture.Lines;
import io.holdfast.suite.torture.load.Crowd;
import io.holdfast.suite.torture.load.TortureShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What a fault works on, and where it notes what it saw. */
public final class Field {

    private static final double LOOK_SECONDS = 0.2;
    private static final double QUIET_SECONDS = 30;

    private final Suite suite;
    private final Lines lines;
    private final TortureShop shop;
    private final Crowd crowd;
    private final Random random;
    private final boolean brief;
    private final List<String> notes = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();

    public Field(Suite suite, Lines lines, TortureShop shop, Crowd crowd, Random random, boolean brief) {
        this.suite = suite;
        this.lines = lines;
        this.shop = shop;
        this.crowd = crowd;
        this.random = random;
        this.brief = brief;
    }

    Suite suite() {
        return suite;
    }

    Lines lines() {
        return lines;
    }

    TortureShop shop() {
        return shop;
    }

    Random random() {
        return random;
    }

    /** A database of the suite, reached without any line in between. */
    Database database(String name) {
        return new Database(suite.database(name));
    }

    /** Does something while no customer is under way, and all that they have done so far was published. */
    void inQuiet(Runnable work) {
        crowd.whileAllWait(() -> {
            expect(await(() -> database("stock").number("select count(*) from outbox") == 0, QUIET_SECONDS), "what was done before was not published");
            pause(1);
            work.run();
        });
    }

    /** Lets it last for some seconds, by chance more or less. */
    void last() {
        last(brief ? 2 : 5);
    }

    void last(double seconds) {
        pause(seconds * (0.6 + 0.8 * random.nextDouble()));
    }

    /** The one or the other, by how much time there is. */
    int lengthened(int usual, int brief) {
        return this.brief ? brief : usual;
    }

    /** Whether something became so before patience ended. */
    boolean await(BooleanSupplier condition, double atMostSeconds) {
        long until = System.nanoTime() + (long) (atMostSeconds * 1e9);
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < until) {
            pause(LOOK_SECONDS);
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    void pause(double seconds) {
        Waiting.pause(Duration.ofMillis((long) (seconds * 1_000)), suite.failure());
    }

    void note(String format, Object... values) {
        notes.add(String.format(Locale.ROOT, format, values));
    }

    /** Something that must be so. */
    void expect(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            findings.add(String.format(Locale.ROOT, otherwise, values));
        }
    }

    /** To be looked at when the load has ended and everything was delivered. */
    void afterwards(Runnable look) {
        after.add(look);
    }

    public void lookAfterwards() {
        after.forEach(Runnable::run);
    }

    public List<String> notes() {
        return notes;
    }

    public List<String> findings() {
        return findings;
    }
}
