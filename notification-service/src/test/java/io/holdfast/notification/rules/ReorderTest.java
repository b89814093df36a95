package io.holdfast.notification.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReorderTest {

    @ParameterizedTest(name = "par {0}, available {1}, incoming {2} → {3}")
    @DisplayName("R70 what should be there, less what is there or on its way, is to be reordered")
    @CsvSource({"10, 3, 0, 7", "10, 3, 4, 3", "10, 3, 7, 0", "10, 12, 0, 0", "10, -2, 0, 12", "0, 0, 0, 0", "0, -1, 0, 1"})
    void missing(long par, long available, long incoming, long units) {
        assertEquals(units == 0 ? List.of() : List.of(new Reorder("P", units)),
                Reorder.advice(Map.of("P", par), Map.of("P", available), Map.of("P", incoming)));
    }

    @Test
    @DisplayName("R70 each location has its own par, and one without units lacks all of them")
    void eachLocation() {
        assertEquals(List.of(new Reorder("A", 5), new Reorder("C", 2)),
                Reorder.advice(Map.of("C", 3L, "A", 5L, "B", 1L), Map.of("B", 1L, "C", 1L, "D", 0L), Map.of()));
    }
}
