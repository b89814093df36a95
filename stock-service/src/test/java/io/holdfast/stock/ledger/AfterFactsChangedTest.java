package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Variants, channels and allocations change while orders are under way. */
class AfterFactsChangedTest {

    @Test
    @DisplayName("R1 R47 a line that was not counted when it was placed takes no counted units, and doesn't stand in the way of a receipt")
    void uncounted_lines_wait_for_no_units() {
        Scenario.run("""
                channel bill INVOICE untracked
                adjust TEA@W1 +1
                place bill I-1 TEA:2 life PT1M  | UNPAID
                tick PT1M
                stop S bill TEA
                pay I-1 e1                      | SHORT
                adjust TEA@W1 +5                | 6
                level TEA                       | 6/0/0/6
                order I-1                       | SHORT TEA r0 c0 f0 b2
                cancel I-1 e2                   | CANCELLED
                """);
    }
}
