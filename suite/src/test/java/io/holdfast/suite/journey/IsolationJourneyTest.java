package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.fuzz.Belongings;
import io.holdfast.suite.fuzz.Call;
import io.holdfast.suite.fuzz.Reply;
import io.holdfast.suite.fuzz.Wire;
import io.holdfast.suite.fuzz.World;
import io.holdfast.suite.openapi.ApiDocument;
import io.holdfast.suite.openapi.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation of the document, tried by somebody whom it does not concern. */
class IsolationJourneyTest {

    /** Theirs by nature: they speak of the caller, of everybody, or of nothing that could be another's. */
    private static final Set<String> OF_NOBODY = Set.of("createMerchant", "ready");

    private static JsonNode document;
    private static Wire wire;
    private static World theirs;
    private static World never;
    private static World ours;
    /** What is theirs, as it was read last. */
    private static Map<String, String> belongings;

    @BeforeAll
    static void twoMerchants() throws IOException {
        document = ApiDocument.committed();
        wire = new Wire(RunningSuite.get().gateway());
        theirs = World.create(wire, document, "local-operator", "-theirs");
        ours = World.create(wire, document, "local-operator", "");
        never = theirs.likeNobodys("-nobody");
        belongings = Belongings.of(theirs, document);
    }

    @TestFactory
    @DisplayName("R80 Nobody is let in without a key")
    Stream<DynamicTest> withoutAKey() {
        return operations().filter(Operation::isSecured).map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
            Call call = ours.call(operation);
            call.headers.remove("Authorization");
            assertEquals(401, wire.send(call.request()).status());
        }));
    }

    @TestFactory
    @DisplayName("R80 With another merchant's identifiers everything is as if they did not exist, and stays as it is")
    Stream<DynamicTest> withIdentifiersOfAnother() {
        return operations().filter(Operation::isSecured).filter(operation -> !OF_NOBODY.contains(operation.id())).map(operation ->
                DynamicTest.dynamicTest(operation.toString(), () -> {
                    Reply answer = send(theirs, operation);
                    Reply asIfNobodys = send(never, operation);
                    assertEquals(never.plain(asIfNobodys), theirs.plain(answer), "it can be told from what does not exist");
                    boolean inPath = operation.path().contains("{");
                    boolean put = operation.method().equals("PUT") && answer.status() == 422;
                    assertTrue(!inPath || put || answer.status() == 404, () -> "found by another merchant: " + answer);
                    Map<String, String> before = belongings;
                    belongings = Belongings.of(theirs, document);
                    assertEquals(before, belongings, "it changed what is another's");
                }));
    }

    /** The call as they would make it, with our key. */
    private static Reply send(World world, Operation operation) throws IOException {
        Call call = world.call(operation);
        call.headers.put("Authorization", "Bearer " + ours.key());
        return wire.send(call.request());
    }

    private static Stream<Operation> operations() {
        return Operation.all(document).stream();
    }
}
