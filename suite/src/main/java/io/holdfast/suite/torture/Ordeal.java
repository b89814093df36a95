package io.holdfast.suite.torture;

import io.holdfast.suite.UserError;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import io.holdfast.suite.torture.fault.Fault;
import io.holdfast.suite.torture.fault.Field;
import io.holdfast.suite.torture.history.Check;
import io.holdfast.suite.torture.load.Crowd;
import io.holdfast.suite.torture.load.Ear;
import io.holdfast.suite.torture.load.TortureShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One fault: a shop of its own under load, the fault in the middle of it, and what is true afterwards. */
public final class Ordeal {

    /** A transaction that is idle for longer, when nobody asks for anything, was left behind. */
    private static final double IDLE_SECONDS = 2;
    private static final int SETTLING_TRIES = 15;
    private static final Duration SETTLING_PAUSE = Duration.ofSeconds(2);

    private final Suite suite;
    private final Lines lines;
    private final Watch watch;
    private final int customers;
    private final double loadSeconds;
    private final boolean brief;

    Ordeal(Suite suite, Lines lines, Watch watch, int customers, double loadSeconds, boolean brief) {
        this.suite = suite;
        this.lines = lines;
        this.watch = watch;
        this.customers = customers;
        this.loadSeconds = loadSeconds;
        this.brief = brief;
    }

    /** @param seed of when it strikes, and of what customers want */
    Verdict of(Fault fault, long seed) {
        Random random = new Random(seed);
        long began = System.nanoTime();
        TortureShop shop = TortureShop.open(suite, "Torture " + fault.id());
        Parked parked = Parked.now(suite);
        SecondWitness witness = SecondWitness.of(suite.postgresLog());
        watch.worst();
        List<String> findings = new ArrayList<>();
        int settled;
        Map<String, Long> answers;
        Field field;
        try (Ear ear = Ear.open(suite.gateway(), shop.key())) {
            Crowd crowd = new Crowd(shop.gateway(), shop.history(), customers, seed);
            field = new Field(suite, lines, shop, crowd, random, brief);
            try (crowd) {
                strike(fault, field, random);
                Waiting.pause(Duration.ofMillis((long) (loadSeconds * 300)), suite.failure());
            }
            suite.awaitReady();
            answers = shop.history().summary();
            settled = settle(crowd, shop);
            field.lookAfterwards();
            findings.addAll(Check.shortened(field.findings()));
            findings.addAll(Check.shortened(Check.of(shop.history().wishes(), shop.truth())));
            findings.addAll(Check.shortened(new Aftermath(suite, shop, ear, parked).findings()));
            findings.addAll(witness.findings());
            field.notes().add("the stream told " + ear.summary());
        }
        Watch.Look left = watch.now();
        if (left.idleSeconds() > IDLE_SECONDS) {
            findings.add(String.format("a transaction is idle for %.1f s", left.idleSeconds()));
        }
        return new Verdict(fault.id(), fault.does(), fault.promise(), (System.nanoTime() - began) / 1e9, answers,
                shop.history().open().size(), settled, field.notes(), findings, watch.worst(), left);
    }

    /** Who says that it is ready may have to turn some away for a moment still, while its database recovers. */
    private int settle(Crowd crowd, TortureShop shop) {
        int settled = crowd.askAgain();
        for (int again = 0; again < SETTLING_TRIES && !shop.history().open().isEmpty(); again++) {
            Waiting.pause(SETTLING_PAUSE, suite.failure());
            settled += crowd.askAgain();
        }
        return settled;
    }

    private void strike(Fault fault, Field field, Random random) {
        Waiting.pause(Duration.ofMillis((long) (loadSeconds * (200 + random.nextInt(300)))), suite.failure());
        try {
            fault.strike().on(field);
        } catch (UserError e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The fault " + fault.id() + " could not be made: " + e.getMessage(), e);
        } finally {
            lines.heal();
        }
    }
}
