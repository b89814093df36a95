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

    @Test
    @DisplayName("R46 a sale over the counter draws its till's reserve, so that nothing stays set aside for units that were sold")
    void a_till_draws_its_reserve() {
        Scenario.run("""
                channel till POS
                channel web ONLINE
                adjust TEA@W1 +20
                reserve R till TEA 10
                sellable web TEA                | 10
                sell till T-1 W1 TEA:4          | FULFILLED
                remaining R TEA                 | 6
                sellable web TEA                | 10
                stop S till TEA
                sell till T-2 W1 TEA:9          | FULFILLED
                remaining R TEA                 | 0
                return T-1 e1 TEA:2             | FULFILLED
                remaining R TEA                 | 0
                sellable web TEA                | 9
                """);
    }
}
