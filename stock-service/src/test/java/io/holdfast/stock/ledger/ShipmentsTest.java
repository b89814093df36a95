package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShipmentsTest {

    @Test
    @DisplayName("R7 a transfer takes units out of one location at once, shows them incoming at the other, and adds them on receipt")
    void transfer() {
        Scenario.run("""
                location S1
                channel web ONLINE
                adjust TEA@W1 +10
                transfer X W1 S1 TEA:6         | open TEA 0/6
                level TEA@W1                   | 4/0/0/4
                level TEA@S1                   | 0/0/0/0+6
                sellable web TEA               | 4
                receive X TEA:2                | open TEA 2/6
                level TEA@S1                   | 2/0/0/2+4
                receive X                      | closed TEA 6/6
                level TEA@S1                   | 6/0/0/6
                receive X TEA:1                | closed already
                """);
    }

    @Test
    @DisplayName("R7 units that orders hold can't leave, and a transfer goes as a whole or not at all")
    void held_units_stay() {
        Scenario.run("""
                location S1
                channel web ONLINE
                adjust TEA@W1 +10
                adjust JAM@W1 +10
                place web A-1 TEA:7            | UNPAID
                transfer X W1 S1 JAM:1,TEA:4   | short TEA:4>3
                level JAM@W1                   | 10/0/0/10
                transfer X W1 S1 TEA:1,TEA:2   | open TEA 0/3
                """);
    }

    @Test
    @DisplayName("R7 what never arrives is recorded as missing when the shipment is closed")
    void shortage() {
        Scenario.run("""
                location S1
                adjust TEA@W1 +10
                transfer X W1 S1 TEA:6         | open TEA 0/6
                receive X TEA:9                | exceeds-outstanding TEA:9>6
                receive X JAM:1                | exceeds-outstanding JAM:1>0
                receive X TEA:5 close          | closed TEA 5/6 missing 1
                level TEA@S1                   | 5/0/0/5
                """);
    }

    @Test
    @DisplayName("R7 closed without saying what arrived, nothing more did: the rest is missing, and no unit comes out of nowhere")
    void closed() {
        Scenario.run("""
                location S1
                adjust TEA@W1 +10
                transfer X W1 S1 TEA:6         | open TEA 0/6
                receive X TEA:2                | open TEA 2/6
                receive X close                | closed TEA 2/6 missing 4
                level TEA@S1                   | 2/0/0/2
                """);
    }

    @Test
    @DisplayName("R7 R47 what arrives goes first to those who were promised it")
    void inbound_covers() {
        Scenario.run("""
                channel b2b B2B
                reserve R b2b TEA 5
                inbound X W1 TEA:8             | open TEA 0/8
                level TEA                      | 0/0/0/0+8
                place b2b B-1 TEA:5            | UNPAID
                order B-1                      | UNPAID TEA r0 c0 f0 b5
                receive X TEA:3                | open TEA 3/8
                order B-1                      | UNPAID TEA r3 c0 f0 b2
                receive X                      | closed TEA 8/8
                level TEA                      | 8/5/0/3
                """);
    }

    @Test
    @DisplayName("R7 bundles and what is tracked by status don't travel; unknown places and SKUs are told")
    void what_does_not_travel() {
        Scenario.run("""
                status CARD in
                bundle BOX TEA:2
                adjust TEA@W1 +1
                inbound X W1 CARD:1,BOX:1      | not counted CARD,BOX
                inbound X NOWHERE TEA:1        | unknown LOCATION NOWHERE
                inbound X W1 NOPE:1            | unknown SKU NOPE
                """);
    }

    @Test
    @DisplayName("R5 a snapshot that includes our open orders sets available, one that doesn't sets on hand: nothing is deducted twice")
    void snapshots() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +10
                place web A-1 TEA:2            | UNPAID
                place web A-2 TEA:3            | UNPAID
                pay A-2 e1                     | PAID
                snapshot TEA@W1 12 open        | 17
                level TEA                      | 17/2/3/12
                snapshot TEA@W1 12             | 12
                level TEA                      | 12/2/3/7
                snapshot TEA@W1 12             | 12
                """);
    }

    @Test
    @DisplayName("R7 R22 R47 a unit that only passes through the shop sets none free there")
    void passing_through() {
        Scenario.run("""
                location S1
                channel b2b B2B at W1
                channel till POS at S1
                reserve R b2b TEA 3
                place b2b B-1 TEA:3                    | UNPAID
                adjust TEA@S1 +1                       | 1
                channel b2b B2B at S1
                adjust TEA@W1 +2                       | 2
                sell till T-1 S1 TEA:2 takefrom W1     | FULFILLED
                order B-1                              | UNPAID TEA r0 c0 f0 b3
                level TEA@S1                           | 1/0/0/1
                adjust TEA@S1 +1                       | 2
                order B-1                              | UNPAID TEA r2 c0 f0 b1
                """);
    }

    @Test
    @DisplayName("R5 R47 what the other system has taken off for orders that still wait is on hand and goes to them: available is its number")
    void snapshot_with_orders_waiting() {
        Scenario.run("""
                location S1
                channel b2b B2B at W1
                channel web ONLINE
                reserve R b2b TEA 5
                presell P web TEA 4
                place b2b B-1 TEA:5            | UNPAID
                snapshot TEA@W1 0 open         | 0
                order B-1                      | UNPAID TEA r0 c0 f0 b5
                snapshot TEA@S1 2 open         | 2
                snapshot TEA@W1 3 open         | 8
                level TEA@W1                   | 8/5/0/3
                order B-1                      | UNPAID TEA r5 c0 f0 b0
                snapshot TEA@W1 3 open         | 8
                end P TEA
                reserve Q web TEA 9
                place web A-1 TEA:6            | UNPAID
                held A-1                       | TEA@W1:3
                snapshot TEA@S1 1 open         | 4
                level TEA@S1                   | 4/3/0/1
                """);
    }

    @Test
    @DisplayName("R5 R47 each line of a snapshot counts by itself: one that says none has taken nothing off for those who wait, whatever a later one says")
    void snapshot_of_two_lines() {
        Scenario.run("""
                channel b2b B2B
                reserve R b2b TEA 5
                place b2b B-1 TEA:5            | UNPAID
                snapshot TEA@W1 0,3 open       | 0,8
                level TEA@W1                   | 8/5/0/3
                order B-1                      | UNPAID TEA r5 c0 f0 b0
                """);
    }

    @Test
    @DisplayName("R21 units that come back without a place go where they were shipped from, each location as many as it gave")
    void back_where_they_came_from() {
        Scenario.run("""
                location S1
                channel web ONLINE split
                bundle BOX TEA:2
                adjust TEA@W1 +4
                adjust TEA@S1 +5
                place web A-1 TEA:7            | UNPAID
                held A-1                       | TEA@W1:4 TEA@S1:3
                pay A-1 e1                     | PAID
                ship A-1 e2                    | FULFILLED
                return A-1 e3 TEA:2 scrap      | FULFILLED
                return A-1 e4 TEA:1,TEA:3      | FULFILLED
                level TEA@W1                   | 2/0/0/2
                level TEA@S1                   | 4/0/0/4
                return A-1 e5 TEA:1            | FULFILLED
                level TEA@S1                   | 5/0/0/5
                place web A-2 BOX:3            | UNPAID
                pay A-2 e1                     | PAID
                ship A-2 e2                    | FULFILLED
                return A-2 e3 BOX:2            | FULFILLED
                level TEA@W1                   | 2/0/0/2
                level TEA@S1                   | 3/0/0/3
                """);
    }

    @Test
    @DisplayName("R7 R22 an online unit sold over the counter must be free there, leaves there first, and is then sold")
    void take_from() {
        Scenario.run("""
                location S1
                channel web ONLINE
                channel till POS at S1
                bundle BOX TEA:2
                adjust TEA@W1 +5
                place web A-1 TEA:2                    | UNPAID
                sell till T-1 S1 TEA:4 takefrom W1     | short TEA:4>3
                sell till T-2 S1 TEA:1,BOX:1 takefrom W1   | FULFILLED
                level TEA@W1                           | 2/2/0/0
                level TEA@S1                           | 0/0/0/0
                sell till T-3 S1 TEA:1 takefrom W1     | short TEA:1>0
                sell till T-4 S1 TEA:1 takefrom MOON   | unknown LOCATION MOON
                level TEA                              | 2/2/0/0
                """);
    }
}
