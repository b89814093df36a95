package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SupersedingAndPickupTest {

    @Test
    @DisplayName("R25 a new attempt takes the units of the one that it supersedes, in one step")
    void takes_over() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                place web A-1 TEA:3                    | UNPAID
                place web A-2 TEA:3                    | short TEA:3>0
                place web A-2 TEA:3 supersedes A-1     | UNPAID
                order A-1                              | SUPERSEDED TEA r0 c0 f0 b0
                order A-2                              | UNPAID TEA r3 c0 f0 b0
                level TEA                              | 3/3/0/0
                place web A-2 TEA:3 supersedes A-1     | UNPAID again
                """);
    }

    @Test
    @DisplayName("R25 if the new attempt is refused, the old one stays")
    void refused() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                adjust JAM@W1 +1
                place web A-1 TEA:2                    | UNPAID
                place web A-2 TEA:3,JAM:2 supersedes A-1   | short JAM:2>1
                place web A-3 TEA:4 supersedes A-1     | short TEA:4>3
                order A-1                              | UNPAID TEA r2 c0 f0 b0
                level TEA                              | 3/2/0/1
                """);
    }

    @Test
    @DisplayName("R25 only an unpaid order of the same channel is superseded; one that has ended unpaid stays what it is")
    void which_ones() {
        Scenario.run("""
                channel web ONLINE
                channel app ONLINE
                channel b2b B2B life NEVER
                adjust TEA@W1 +9
                place web A-1 TEA:1                    | UNPAID
                place app P-1 TEA:1 supersedes A-1     | can't supersede: OTHER_CHANNEL
                place app P-1 TEA:1 supersedes A-9     | can't supersede: UNKNOWN
                pay A-1 e1                             | PAID
                place web A-2 TEA:1 supersedes A-1     | can't supersede: NOT_UNPAID
                place b2b B-1 TEA:2                    | UNPAID
                ship B-1 e1 TEA:1                      | PARTIALLY_FULFILLED
                place b2b B-2 TEA:1 supersedes B-1     | can't supersede: NOT_UNPAID
                place web A-3 TEA:1                    | UNPAID
                tick PT1H
                place web A-4 TEA:1 supersedes A-3     | UNPAID
                order A-3                              | EXPIRED TEA r0 c0 f0 b0
                """);
    }

    @Test
    @DisplayName("R17 R25 a payment for a superseded attempt tries to take its units again")
    void paid_after_all() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                place web A-1 TEA:2                    | UNPAID
                place web A-2 TEA:2 supersedes A-1     | UNPAID
                pay A-1 e1                             | SHORT
                order A-1                              | SHORT TEA r0 c1 f0 b1
                cancel A-2 e1                          | CANCELLED
                order A-1                              | PAID TEA r0 c2 f0 b0
                """);
    }

    @Test
    @DisplayName("R25 R46 a superseded attempt gives its draw back before the new one draws")
    void gives_its_draw_back() {
        Scenario.run("""
                channel b2b B2B
                reserve R b2b TEA 4
                adjust TEA@W1 +4
                place b2b B-1 TEA:3                    | UNPAID
                remaining R TEA                        | 1
                place b2b B-2 TEA:4 supersedes B-1     | UNPAID
                remaining R TEA                        | 0
                """);
    }

    @Test
    @DisplayName("R25 R47 an equal attempt sets nothing free, so that a unit that was free stays so; a smaller one does")
    void an_equal_attempt() {
        Scenario.run("""
                location S1
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +2
                adjust TEA@S1 +2
                reserve R b2b TEA 9
                place b2b B-1 TEA:2                    | UNPAID
                held B-1                               | TEA@W1:2
                place b2b B-2 TEA:5                    | UNPAID
                held B-2                               | TEA@S1:2
                end R TEA
                cancel B-1 e1                          | CANCELLED
                held B-2                               | TEA@S1:2 TEA@W1:2
                channel shop ONLINE at S1
                channel b2b B2B at W1
                adjust TEA@S1 +3                       | 5
                place shop C-1 TEA:2                   | UNPAID
                channel b2b B2B
                place shop C-2 TEA:2 supersedes C-1    | UNPAID
                order B-2                              | UNPAID TEA r4 c0 f0 b1
                level TEA@S1                           | 5/4/0/1
                place shop C-3 TEA:1 supersedes C-2    | UNPAID
                order B-2                              | UNPAID TEA r5 c0 f0 b0
                level TEA@S1                           | 5/4/0/1
                """);
    }

    @Test
    @DisplayName("R24 a pickup order reserves at its shop, and what it waits for is covered there only")
    void pickup() {
        Scenario.run("""
                location S1
                channel web ONLINE
                adjust TEA@W1 +9
                adjust TEA@S1 +2
                place web A-1 TEA:3 pickup S1          | short TEA:3>2
                place web A-2 TEA:2 pickup S1          | UNPAID
                held A-2                               | TEA@S1:2
                tick PT1H
                place web A-3 TEA:2 pickup S1          | UNPAID
                pay A-2 e1                             | SHORT
                adjust TEA@W1 +5                       | 14
                order A-2                              | SHORT TEA r0 c0 f0 b2
                adjust TEA@S1 +2                       | 4
                held A-2                               | TEA@S1:2
                place web A-4 TEA:1 pickup MOON        | unknown LOCATION MOON
                """);
    }
}
