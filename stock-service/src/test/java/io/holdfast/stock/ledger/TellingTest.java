package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TellingTest {

    @Test
    @DisplayName("R49 a channel is told when what it may sell has changed, and only then")
    void only_news() {
        Scenario.run("""
                channel web ONLINE
                channel app MARKETPLACE
                adjust TEA@W1 +5
                told                           | app TEA 5, web TEA 5
                place web A-1 TEA:2            | UNPAID
                told                           | app TEA 3, web TEA 3
                pay A-1 e1                     | PAID
                ship A-1 e2                    | FULFILLED
                told                           |
                buffer B app TEA 2
                look TEA
                told                           | app TEA 1
                place web A-2 TEA:4            | short TEA:4>3
                told                           |
                """);
    }

    @Test
    @DisplayName("R49 R40 a window that begins or ends is told as well")
    void windows() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +5
                reserve R b2b TEA 2 from PT5M until PT9M
                look TEA
                told                           | b2b TEA 5, web TEA 5
                tick PT5M
                look TEA
                told                           | b2b TEA 2, web TEA 3
                tick PT4M
                look TEA
                told                           | b2b TEA 5, web TEA 5
                """);
    }

    @Test
    @DisplayName("R6 R49 R51 whoever sells a bundle is told when a component changes, and the other way round")
    void bundles() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                bundle BOX TEA:2,JAM:1
                adjust TEA@W1 +9
                adjust JAM@W1 +9
                told                           | b2b TEA 9, web TEA 9, b2b BOX 0, web BOX 0, b2b JAM 9, web JAM 9, b2b BOX 4, web BOX 4
                place web A-1 TEA:2            | UNPAID
                told                           | b2b TEA 7, web TEA 7, b2b BOX 3, web BOX 3
                reserve R b2b BOX 1
                look BOX
                told                           | b2b BOX 1, web BOX 2, b2b TEA 5, web TEA 5, b2b JAM 8, web JAM 8
                """);
    }
}
