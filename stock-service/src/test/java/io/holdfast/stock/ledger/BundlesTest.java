package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BundlesTest {

    @Test
    @DisplayName("R6 a bundle sells as often as its scarcest component allows, and takes its components, all or nothing")
    void scarcest_component() {
        Scenario.run("""
                channel web ONLINE
                bundle BOX TEA:2,JAM:1
                adjust TEA@W1 +7
                adjust JAM@W1 +9
                adjust BOX@W1 +1               | BUNDLE
                sellable web BOX               | 3
                place web A-1 BOX:4            | short BOX:4>3 (TEA:8>7)
                place web A-2 BOX:3            | UNPAID
                order A-2                      | UNPAID BOX r3 c0 f0 b0
                held A-2                       | TEA@W1:6 JAM@W1:3
                level TEA                      | 7/6/0/1
                level JAM                      | 9/3/0/6
                sellable web BOX               | 0
                pay A-2 e1                     | PAID
                ship A-2 e2 BOX:1              | PARTIALLY_FULFILLED
                level TEA                      | 5/0/4/1
                level JAM                      | 8/0/2/6
                return A-2 e3 BOX:1            | PARTIALLY_FULFILLED
                level TEA                      | 7/0/4/3
                cancel A-2 e4                  | CANCELLED
                level TEA                      | 7/0/0/7
                level JAM                      | 9/0/0/9
                """);
    }

    @Test
    @DisplayName("R6 R12 lines that share a component are checked on their sum")
    void lines_that_share_a_component() {
        Scenario.run("""
                channel web ONLINE
                bundle BOX TEA:2,JAM:1
                bundle CASE TEA:3
                adjust TEA@W1 +6
                adjust JAM@W1 +9
                place web A-1 BOX:2,TEA:3              | short TEA:3>2
                place web A-2 BOX:2,CASE:1             | short CASE:1>0 (TEA:3>2)
                level TEA                              | 6/0/0/6
                place web A-3 CASE:1,BOX:1,TEA:1       | UNPAID
                level TEA                              | 6/6/0/0
                place web A-4 TEA:1                    | short TEA:1>0
                """);
    }

    @Test
    @DisplayName("R6 R26 all components come from one location, unless the channel splits lines")
    void one_location() {
        Scenario.run("""
                location S1
                channel web ONLINE
                channel wide ONLINE split
                bundle BOX TEA:1,JAM:1
                adjust TEA@W1 +5
                adjust TEA@S1 +2
                adjust JAM@S1 +4
                sellable web BOX               | 2
                sellable wide BOX              | 4
                place web A-1 BOX:2            | UNPAID
                held A-1                       | TEA@S1:2 JAM@S1:2
                place web A-2 BOX:1            | short BOX:1>0 (TEA:1>5 JAM:1>2)
                place wide A-3 BOX:2           | UNPAID
                held A-3                       | TEA@W1:2 JAM@S1:2
                """);
    }

    @Test
    @DisplayName("R6 R41 R44 a reserve of bundles sets their components aside, for sales of that bundle only, and only cuts what the bundle may sell")
    void reserve_of_a_bundle() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                bundle BOX TEA:2,JAM:1
                adjust TEA@W1 +20
                adjust JAM@W1 +10
                reserve R b2b BOX 4
                sellable web TEA               | 12
                sellable web JAM               | 6
                sellable web BOX               | 6
                sellable b2b BOX               | 4
                sellable b2b TEA               | 12
                place b2b B-1 BOX:3            | UNPAID
                remaining R BOX                | 1
                sellable web TEA               | 12
                cancel B-1 e1                  | CANCELLED
                remaining R BOX                | 4
                adjust JAM@W1 -8               | 2
                sellable b2b BOX               | 2
                buffer B b2b BOX 1
                sellable b2b BOX               | 1
                stop S web BOX
                sellable web BOX               | 0
                sellable web TEA               | 12
                """);
    }

    @Test
    @DisplayName("R6 R44 a bundle is cut by what its components may sell, and by a stop on one of them")
    void allocations_of_components() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                bundle BOX TEA:2,JAM:1
                adjust TEA@W1 +20
                adjust JAM@W1 +10
                reserve R b2b TEA 14
                sellable web BOX               | 3
                sellable b2b BOX               | 7
                place b2b B-1 BOX:2            | UNPAID
                remaining R TEA                | 10
                cancel B-1 e1                  | CANCELLED
                remaining R TEA                | 14
                stop S web JAM
                sellable web BOX               | 0
                """);
    }

    @Test
    @DisplayName("R1 R6 an order keeps what its bundle was made of when it was placed")
    void edited_later() {
        Scenario.run("""
                channel web ONLINE
                bundle BOX TEA:2
                adjust TEA@W1 +9
                adjust JAM@W1 +9
                place web A-1 BOX:1            | UNPAID
                bundle BOX JAM:1
                place web A-2 BOX:1            | UNPAID
                tick PT2H
                pay A-1 e1                     | PAID
                pay A-2 e1                     | PAID
                level TEA                      | 9/0/2/7
                level JAM                      | 9/0/1/8
                """);
    }

    @Test
    @DisplayName("R17 R46 a line that draws on a bundle's reserve frees what the bundle is made of today for the other lines of its order")
    void edited_before_a_late_payment() {
        Scenario.run("""
                channel web ONLINE
                bundle KIT JAM:1
                bundle BOX HAM:1
                adjust JAM@W1 +4
                adjust HAM@W1 +4
                reserve R web KIT 3
                place web A-1 KIT:3,BOX:2      | UNPAID
                tick PT1H
                bundle KIT HAM:1
                look HAM
                sellable web BOX               | 1
                pay A-1 e1                     | PAID
                """);
    }

    @Test
    @DisplayName("R6 a component that is set to out of stock by hand, or no longer sold, stops the bundle; one by hand is never counted")
    void components_by_hand() {
        Scenario.run("""
                channel web ONLINE
                status CARD in
                bundle BOX TEA:1,CARD:1
                adjust TEA@W1 +3
                sellable web BOX               | 3
                place web A-1 BOX:2            | UNPAID
                held A-1                       | TEA@W1:2 CARD@null:2
                level CARD                     | 0/0/0/0
                pay A-1 e1                     | PAID
                ship A-1 e2                    | FULFILLED
                status CARD out
                sellable web BOX               | 0
                status CARD in
                archive TEA
                sellable web BOX               | 0
                place web A-2 BOX:1            | unknown SKU TEA
                """);
    }

    @Test
    @DisplayName("R6 R17 R47 a bundle that was paid too late takes what is there, and each missing component as it arrives")
    void covered_part_by_part() {
        Scenario.run("""
                channel web ONLINE
                bundle BOX TEA:1,JAM:1
                adjust TEA@W1 +2
                adjust JAM@W1 +2
                place web A-1 BOX:2            | UNPAID
                tick PT1H
                place web A-2 JAM:2            | UNPAID
                pay A-1 e1                     | SHORT
                order A-1                      | SHORT BOX r0 c0 f0 b2
                adjust JAM@W1 +1               | 3
                order A-1                      | SHORT BOX r0 c0 f0 b2
                adjust TEA@W1 +1               | 3
                order A-1                      | SHORT BOX r0 c1 f0 b1
                ship A-1 e2 BOX:1              | PARTIALLY_FULFILLED
                adjust JAM@W1 +1               | 3
                adjust TEA@W1 +1               | 3
                order A-1                      | PARTIALLY_FULFILLED BOX r0 c1 f1 b0
                ship A-1 e3                    | FULFILLED
                """);
    }

    @Test
    @DisplayName("R6 R22 R51 a bundle sold over the counter takes its components there")
    void over_the_counter() {
        Scenario.run("""
                location S1
                channel till POS at S1
                bundle BOX TEA:2,JAM:1
                adjust TEA@S1 +3
                adjust JAM@S1 +1
                sell till T-1 S1 BOX:2         | FULFILLED
                level TEA@S1                   | -1/0/0/-1
                level JAM@S1                   | -1/0/0/-1
                return T-1 e1 BOX:2            | FULFILLED
                level TEA@S1                   | 3/0/0/3
                """);
    }

    @Test
    @DisplayName("R6 R23 R46 a bundle that no stock is counted for draws no allocation, as a single SKU doesn't")
    void not_counted_at_all() {
        Scenario.run("""
                channel bill INVOICE untracked
                channel till POS untracked
                channel web ONLINE
                status CARD in
                bundle BOX TEA:2
                bundle PACK CARD:1
                adjust TEA@W1 +10
                reserve R bill,till BOX 3
                reserve P web PACK 2
                place bill I-1 BOX:1           | UNPAID
                sell till T-1 W1 BOX:1         | FULFILLED
                place web A-1 PACK:1           | UNPAID
                remaining R BOX                | 3
                remaining P PACK               | 2
                """);
    }
}
