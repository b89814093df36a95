package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.suite.fuzz.Belongings;
import io.holdfast.suite.fuzz.Call;
import io.holdfast.suite.fuzz.Reply;
import io.holdfast.suite.fuzz.Wire;
import io.holdfast.suite.fuzz.World;
import io.holdfast.suite.openapi.ApiDocument;
import io.holdfast.suite.openapi.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation that takes several things at once is given some of ours and some of another merchant's. For each of the
 * two calls that are compared we are a new merchant, for the first leaves something behind.
 */
class MixedIsolationJourneyTest {

    /** Making a world is mostly waiting for its import, so some are made at once, and ahead of the calls that need them. */
    private static final ExecutorService MAKERS = Executors.newFixedThreadPool(8);
    /** What has to happen before, so that the lines are looked at. */
    private static final Map<String, List<String>> BEFORE = Map.of("fulfilOrder", List.of("payOrder"), "returnUnits", List.of("payOrder", "fulfilOrder"));

    private static JsonNode document;
    private static Map<String, Operation> operations;
    private static Wire wire;
    private static World theirs;
    private static World never;

    @BeforeAll
    static void anotherMerchant() throws IOException {
        document = ApiDocument.committed();
        operations = Operation.all(document).stream().collect(Collectors.toMap(Operation::id, operation -> operation));
        wire = new Wire(RunningSuite.get().gateway());
        theirs = World.create(wire, document, "local-operator", "-theirs");
        never = theirs.likeNobodys("-nobody");
    }

    @AfterAll
    static void noMoreWorlds() {
        MAKERS.shutdown();
    }

    @TestFactory
    @DisplayName("R80 Beside things of ours, another merchant's are as if they did not exist, and stay as they are")
    Stream<DynamicTest> besideOurs() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : operations.values().stream().filter(Operation::isSecured).sorted(Comparator.comparing(Operation::id)).toList()) {
            Call call = theirs.call(operation);
            List<String> places = new ArrayList<>();
            lists(call.json, "", places);
            if (call.query.stream().map(Map.Entry::getKey).distinct().count() < call.query.size()) {
                places.add("?");
            }
            for (String place : places) {
                Future<World> first = MAKERS.submit(MixedIsolationJourneyTest::newMerchant);
                Future<World> second = MAKERS.submit(MixedIsolationJourneyTest::newMerchant);
                tests.add(DynamicTest.dynamicTest(operation.id() + " " + place, () -> isLikeNobodys(operation, place, first.get(), second.get())));
            }
        }
        assertTrue(tests.size() >= 15, () -> "only " + tests.stream().map(DynamicTest::getDisplayName).toList());
        return tests.stream();
    }

    private static World newMerchant() throws IOException {
        return World.create(wire, document, "local-operator", "");
    }

    private static void isLikeNobodys(Operation operation, String place, World ours, World oursAgain) throws IOException {
        Map<String, String> before = Belongings.of(theirs, document);
        Reply answer = mixed(operation, place, ours, theirs);
        Reply asIfNobodys = mixed(operation, place, oursAgain, never);
        assertEquals(never.plain(asIfNobodys), theirs.plain(answer), "it can be told from what does not exist");
        assertTrue(answer.status() < 500, answer::toString);
        assertEquals(before, Belongings.of(theirs, document), "it changed what is another's");
    }

    private static Reply mixed(Operation operation, String place, World ours, World others) throws IOException {
        for (String step : BEFORE.getOrDefault(operation.id(), List.of())) {
            Reply done = ours.send(ours.call(operations.get(step)));
            assertTrue(done.ok(), done::toString);
        }
        Call call = ours.call(operation);
        Call foreign = others.call(operation);
        if (place.equals("?")) {
            call.query.addAll(foreign.query);
        } else {
            ((ArrayNode) call.json.at(place)).addAll((ArrayNode) foreign.json.at(place));
            // That of the example is taken.
            if (call.json.has("reference")) {
                ((ObjectNode) call.json).put("reference", "mixed");
            }
        }
        return ours.send(call);
    }

    /** Where there are lists in which something stands that is named otherwise by another merchant. */
    private static void lists(JsonNode node, String at, List<String> places) {
        if (node instanceof ArrayNode array && names(array)) {
            places.add(at);
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                lists(member.getValue(), at + "/" + member.getKey(), places);
            }
        } else if (node instanceof ArrayNode array && array.get(0) instanceof ObjectNode first) {
            lists(first, at + "/0", places);
        }
    }

    private static boolean names(ArrayNode array) {
        return array.toString().contains("-theirs");
    }
}
