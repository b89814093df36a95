package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.openapi.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Walks the document with calls that are right, or nearly. The same seed makes the same calls. */
public final class Fuzzer {

    private static final int CALLS_IN_A_WORLD = 250;
    private static final int FINDINGS = 40;
    private static final int LANES = 6;

    private final Wire wire;
    private final JsonNode document;
    private final List<Operation> operations;
    private final String operatorKey;
    private final Judge judge;
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private final Map<String, String> findings = new ConcurrentSkipListMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    public Fuzzer(Wire wire, JsonNode document, String operatorKey) {
        this.wire = wire;
        this.document = document;
        this.operations = Operation.all(document);
        this.operatorKey = operatorKey;
        this.judge = new Judge(document);
    }

    /**
     * Makes calls, in lanes beside each other, each with merchants of its own; stops early once enough was found.
     *
     * @param calls how many, in all
     * @param deadline in {@code System.nanoTime()}
     * @return what was found, one line each, with the call
     */
    public List<String> run(long seed, int calls, long deadline) {
        try {
            IntStream.range(0, LANES).mapToObj(lane -> CompletableFuture.runAsync(() -> walk(seed * LANES + lane, calls / LANES, deadline), threads))
                    .toList().forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        return findings.entrySet().stream().map(finding -> finding.getKey() + "\n    " + finding.getValue()).toList();
    }

    private void walk(long seed, int calls, long deadline) {
        try {
            World world = null;
            for (int i = 0; i < calls && findings.size() < FINDINGS && System.nanoTime() - deadline < 0; i++) {
                if (i % CALLS_IN_A_WORLD == 0) {
                    world = World.create(wire, document, operatorKey, "");
                }
                call(world, new Random(seed * 1_000_003 + i), i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void call(World world, Random random, int number) throws IOException {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Call call = world.call(operation);
        Spoiler spoiler = new Spoiler(random);
        for (int spoils = random.nextInt(4); spoils > 0; spoils--) {
            spoiler.spoil(call);
        }
        Reply reply = world.send(call);
        statuses.merge(reply.status(), 1, Integer::sum);
        for (String finding : judge.findings(call, reply)) {
            findings.putIfAbsent(operation.id() + " " + reply.status() + " " + finding, number + " " + call + "\n    → " + reply);
        }
    }

    /** How often each status was answered. */
    public Map<Integer, Integer> statuses() {
        return statuses;
    }
}
