package io.holdfast.suite.torture.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.torture.history.Truth.Level;
import io.holdfast.suite.torture.history.Truth.Line;
import io.holdfast.suite.torture.history.Truth.Movement;
import io.holdfast.suite.torture.history.Truth.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A small world in which all is well; each test spoils one thing. */
class CheckTest {

    private final History history = new History();
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    /** Ten units came, three are reserved for an unpaid order. */
    @BeforeEach
    void aWorldInWhichAllIsWell() {
        history.add(Wish.adjust("came", Map.of("TEA", 10L))).heard(Reply.done("OK"));
        history.add(Wish.place("A-1", Map.of("TEA", 3L))).heard(Reply.done("id-1"));
        orders.add(new Order("id-1", "A-1", "UNPAID", Map.of("TEA", new Line(3, 3, 0))));
        movements.add(new Movement("TEA", "ADJUSTMENT", new Level(10, 0, 0), new Level(10, 0, 0), null, "came"));
        movements.add(new Movement("TEA", "RESERVATION", new Level(0, 3, 0), new Level(10, 3, 0), "id-1", null));
        levels.put("TEA", new Level(10, 3, 0));
    }

    @Test
    void whereAllIsWellNothingIsFound() {
        assertEquals(List.of(), check());
    }

    @Test
    @DisplayName("R82 A success that is not there is found")
    void aLostSuccess() {
        history.add(Wish.place("A-2", Map.of("TEA", 1L))).heard(Reply.done("id-2"));
        assertFound("place A-2 was answered with success and is lost");
    }

    @Test
    @DisplayName("R82 A lost adjustment, one that was done twice and one that nobody asked for are found")
    void adjustments() {
        history.add(Wish.adjust("lost", Map.of("TEA", 1L))).heard(Reply.done("OK"));
        Wish half = history.add(Wish.adjust("half", Map.of("TEA", 1L, "MUG", 1L)));
        half.heard(Reply.unknown("no answer"));
        history.add(Wish.adjust("refused", Map.of("TEA", 1L))).heard(Reply.refused("not-found"));
        movements.add(new Movement("TEA", "ADJUSTMENT", new Level(1, 0, 0), new Level(11, 3, 0), null, "half"));
        movements.add(new Movement("TEA", "ADJUSTMENT", new Level(1, 0, 0), new Level(12, 3, 0), null, "refused"));
        movements.add(new Movement("TEA", "ADJUSTMENT", new Level(1, 0, 0), new Level(13, 3, 0), null, "stranger"));
        movements.add(movements.get(0));
        levels.put("TEA", new Level(23, 3, 0));
        assertFound("adjust lost was answered with success and is lost", "adjust half asked for", "adjust refused was refused and was done",
                "adjustment stranger was done, and nobody asked for it", "adjust came asked for {TEA=10}, and {TEA=20} was done in 2 movements");
    }

    @Test
    @DisplayName("R13 A refusal that left a trace is found")
    void aRefusalThatLeftATrace() {
        Wish refused = history.add(Wish.place("A-2", Map.of("TEA", 1L)));
        refused.heard(Reply.refused("insufficient-stock"));
        addUnpaid("id-2", "A-2", 1);
        assertFound("place A-2 was refused and is there: UNPAID");
    }

    @Test
    void whatNobodyKnowsMayBeThereOrNot() {
        history.add(Wish.place("A-2", Map.of("TEA", 1L))).heard(Reply.unknown("time-out"));
        assertEquals(List.of(), check());
        addUnpaid("id-2", "A-2", 1);
        assertEquals(List.of(), check());
    }

    @Test
    void whatNobodyKnowsIsThereWhollyOrNotAtAll() {
        history.add(Wish.place("A-2", Map.of("TEA", 1L, "MUG", 1L))).heard(Reply.unknown("time-out"));
        addUnpaid("id-2", "A-2", 1);
        assertFound("place A-2 asked for");
    }

    @Test
    void aRefusalAfterAnUnknownAnswerSettlesNothing() {
        Wish wish = history.add(Wish.place("A-2", Map.of("TEA", 1L)));
        wish.heard(Reply.unknown("time-out"));
        wish.heard(Reply.refused("insufficient-stock"));
        addUnpaid("id-2", "A-2", 1);
        assertEquals(List.of(), check());
        wish.settled(Reply.refused("insufficient-stock"));
        assertFound("place A-2 was refused and is there");
    }

    @Test
    @DisplayName("R13 The same request that was answered with two orders is found")
    void twoAnswers() {
        history.wishes().stream().filter(wish -> wish.id().equals("A-1")).forEach(wish -> wish.heard(Reply.done("id-2")));
        assertFound("place A-1 was asked again and answered otherwise: [id-1, id-2]");
    }

    @Test
    void anOrderThatNobodyAskedForAndOneThatIsThereTwiceAreFound() {
        addUnpaid("id-2", "A-1", 3);
        addUnpaid("id-3", "B-1", 1);
        assertFound("place A-1 is there 2 times", "order B-1 is there, and nobody asked for it");
    }

    @Test
    @DisplayName("R19 A payment that was lost, and one that was undone, are found")
    void states() {
        history.add(Wish.pay("pay-1", "A-1")).heard(Reply.done("PAID"));
        assertFound("place A-1 is UNPAID; by what was answered it must be PAID");
        Wish cancel = history.add(Wish.cancel("cancel-1", "A-1"));
        cancel.heard(Reply.unknown("time-out"));
        assertFound("must be");
        cancel.heard(Reply.done("CANCELLED"));
        assertFound("place A-1 is UNPAID; by what was answered it must be CANCELLED");
    }

    @Test
    @DisplayName("R2 A level that is not the sum of its movements, or not what orders hold, is found")
    void levels() {
        levels.put("TEA", new Level(9, 4, 0));
        assertFound("its movements add up to", "its orders hold reserved=3");
    }

    @Test
    @DisplayName("R2 Units that were given back twice are found, and units of an order that is not there")
    void givenBackTwice() {
        movements.add(new Movement("TEA", "RELEASE", new Level(0, -3, 0), new Level(10, 0, 0), "id-1", null));
        movements.add(new Movement("TEA", "RESERVATION", new Level(0, 3, 0), new Level(10, 3, 0), "id-9", null));
        assertFound("order A-1 holds Line[quantity=3, reserved=3, committed=0] of TEA; by its movements it would be reserved=0",
                "units moved on behalf of order id-9, which is not there");
    }

    @Test
    @DisplayName("R45 A moment at which more was promised than there is found, even if it passed")
    void oversoldForAMoment() {
        movements.add(1, new Movement("TEA", "RESERVATION", new Level(0, 12, 0), new Level(10, 12, 0), "id-1", null));
        movements.add(2, new Movement("TEA", "RELEASE", new Level(0, -12, 0), new Level(10, 0, 0), "id-1", null));
        assertEquals(List.of("TEA had 2 units more promised than there"), check());
    }

    private void addUnpaid(String id, String reference, long units) {
        Level before = levels.get("TEA");
        Level after = new Level(before.onHand(), before.reserved() + units, before.committed());
        orders.add(new Order(id, reference, "UNPAID", Map.of("TEA", new Line(units, units, 0))));
        movements.add(new Movement("TEA", "RESERVATION", new Level(0, units, 0), after, id, null));
        levels.put("TEA", after);
    }

    private List<String> check() {
        return Check.of(history.wishes(), new Truth(orders, levels, movements));
    }

    private void assertFound(String... expected) {
        List<String> findings = check();
        for (String text : expected) {
            assertTrue(findings.stream().anyMatch(finding -> finding.contains(text)), () -> text + " in " + findings);
        }
    }
}
