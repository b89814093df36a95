package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlacingTest {

    @Test
    @DisplayName("R10 units are reserved when the order is placed; one by one until the last")
    void on_order() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                place web A-1 TEA:2            | UNPAID
                level TEA                      | 3/2/0/1
                place web A-2 TEA:1            | UNPAID
                place web A-3 TEA:1            | short TEA:1>0
                level TEA                      | 3/3/0/0
                order A-3                      | none
                """);
    }

    @Test
    @DisplayName("R10 under ON_PAYMENT placing checks and holds nothing, never expires, and the payment takes the units")
    void on_payment() {
        Scenario.run("""
                channel web ONLINE trigger ON_PAYMENT
                adjust TEA@W1 +1
                place web A-1 TEA:2            | short TEA:2>1
                place web A-2 TEA:1            | UNPAID
                place web A-3 TEA:1            | UNPAID
                level TEA                      | 1/0/0/1
                tick P40D
                order A-2                      | UNPAID TEA r0 c0 f0 b0
                pay A-2 e1                     | PAID
                level TEA                      | 1/0/1/0
                """);
    }

    @Test
    @DisplayName("R11 the override beats the channel, the channel beats the merchant, and an order keeps the trigger it was placed with")
    void trigger_in_force() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B trigger ON_PAYMENT
                adjust TEA@W1 +9
                place web A-1 TEA:1            | UNPAID
                place b2b B-1 TEA:1            | UNPAID
                level TEA                      | 9/1/0/8
                settings override ON_PAYMENT 10
                place web A-2 TEA:1            | UNPAID
                level TEA                      | 9/1/0/8
                tick PT10M
                place web A-3 TEA:1            | UNPAID
                level TEA                      | 9/2/0/7
                settings trigger ON_PAYMENT
                pay A-1 e1                     | PAID
                level TEA                      | 9/1/1/7
                """);
    }

    @Test
    @DisplayName("R12 lines of one SKU are added up, all or nothing, and every short line is told")
    void all_or_nothing() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                adjust JAM@W1 +1
                adjust HAM@W1 +9
                place web A-1 TEA:2,HAM:1,JAM:2,TEA:2     | short TEA:4>3 JAM:2>1
                level HAM                                 | 9/0/0/9
                place web A-1 TEA:1,JAM:1,TEA:2           | UNPAID
                order A-1                                 | UNPAID TEA r3 c0 f0 b0 JAM r1 c0 f0 b0
                """);
    }

    @Test
    @DisplayName("R13 the same request again is the same order, other content is refused, and a refused reference stays free")
    void references() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +3
                place web A-1 TEA:4            | short TEA:4>3
                place web A-1 TEA:2            | UNPAID
                place web A-1 TEA:2            | UNPAID again
                place web A-1 TEA:1            | reference reused
                place b2b A-1 TEA:1            | UNPAID
                cancel A-1 e1                  | CANCELLED
                level TEA                      | 3/2/0/1
                place b2b A-1 TEA:1            | CANCELLED again
                """);
    }

    @Test
    @DisplayName("R1 a STATUS variant is sold while it is in stock, and never counted")
    void status_variant() {
        Scenario.run("""
                channel web ONLINE
                status GIFT in
                place web A-1 GIFT:500         | UNPAID
                pay A-1 e1                     | PAID
                ship A-1 e2                    | FULFILLED
                status GIFT out
                place web A-2 GIFT:1           | short GIFT:1>0
                channel bill INVOICE untracked
                place bill I-1 GIFT:1          | short GIFT:1>0
                level GIFT                     | 0/0/0/0
                """);
    }

    @Test
    @DisplayName("R26 the first location that covers the line; a channel that splits lines takes from several")
    void line_locations() {
        Scenario.run("""
                location S1
                channel web ONLINE
                channel app ONLINE split
                channel far ONLINE at S1
                adjust TEA@W1 +3
                adjust TEA@S1 +5
                sellable web TEA               | 5
                sellable app TEA               | 8
                sellable far TEA               | 5
                place web A-1 TEA:4            | UNPAID
                level TEA@S1                   | 5/4/0/1
                place web A-2 TEA:4            | short TEA:4>3
                place app A-3 TEA:4            | UNPAID
                level TEA@W1                   | 3/3/0/0
                level TEA@S1                   | 5/5/0/0
                """);
    }

    @Test
    @DisplayName("R22 a sale over the counter is a fact: units leave, available may go negative, no allocation refuses it")
    void over_the_counter() {
        Scenario.run("""
                channel till POS
                channel web ONLINE
                adjust TEA@W1 +2
                reserve R web TEA 2
                stop S till TEA
                sell till T-1 W1 TEA:3         | FULFILLED
                level TEA                      | -1/0/0/-1
                order T-1                      | FULFILLED TEA r0 c0 f3 b0
                sell web T-2 W1 TEA:1          | not over the counter
                sell till T-3 W9 TEA:1         | unknown LOCATION W9
                archive TEA
                sell till T-4 W1 TEA:1         | FULFILLED
                place web A-1 TEA:1            | unknown SKU TEA
                return T-4 e1 TEA:1            | FULFILLED
                return T-1 e1 TEA:2            | FULFILLED
                level TEA                      | 1/0/0/1
                """);
    }

    @Test
    @DisplayName("R83 what is not known is named, and nothing happens")
    void unknown() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +2
                place app A-1 TEA:1            | unknown CHANNEL app
                place web A-1 TEA:1,EGG:1,OX:1 | unknown SKU EGG,OX
                level TEA                      | 2/0/0/2
                """);
    }
}
