package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AheadOfStockTest {

    @Test
    @DisplayName("R41 R42 a presale under FOLLOW sells what remains of it, whatever is there, and lowers nobody's sellable in advance")
    void presell_follow() {
        Scenario.run("""
                channel web ONLINE
                channel app MARKETPLACE
                adjust TEA@W1 +10
                presell P web TEA 30
                sellable web TEA               | 30
                sellable app TEA               | 10
                place web A-1 TEA:25           | UNPAID
                order A-1                      | UNPAID TEA r10 c0 f0 b15
                remaining P TEA                | 5
                sellable app TEA               | 0
                pay A-1 e1                     | PAID
                adjust TEA@W1 +20              | 30
                order A-1                      | PAID TEA r0 c25 f0 b0
                remaining P TEA                | 5
                sellable app TEA               | 5
                """);
    }

    @Test
    @DisplayName("R42 R44 a presale under USE_AVAILABLE sells the more of what remains and what is open")
    void presell_use_available() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +10
                presell P web TEA 4 USE_AVAILABLE
                sellable web TEA               | 10
                adjust TEA@W1 -8               | 2
                sellable web TEA               | 4
                """);
    }

    @Test
    @DisplayName("R44 R46 in a reserve and a presale both are added, the reserve is drawn first, and open leaves out what the reserve was granted")
    void reserve_and_presell() {
        Scenario.run("""
                channel b2b B2B
                channel web ONLINE
                adjust TEA@W1 +10
                reserve R b2b TEA 6
                presell P b2b TEA 5
                sellable b2b TEA               | 11
                sellable web TEA               | 4
                presell P b2b TEA 2 USE_AVAILABLE
                sellable b2b TEA               | 10
                place b2b B-1 TEA:7            | UNPAID
                remaining R TEA                | 0
                remaining P TEA                | 1
                cancel B-1 e1                  | CANCELLED
                remaining R TEA                | 6
                remaining P TEA                | 2
                """);
    }

    @Test
    @DisplayName("R41 R44 a buffer shows its members fewer units, down to none; it is never drawn and binds nobody else")
    void buffer() {
        Scenario.run("""
                channel web ONLINE
                channel app MARKETPLACE
                adjust TEA@W1 +5
                buffer B web,app TEA 2
                buffer C app TEA 4
                sellable web TEA               | 3
                sellable app TEA               | 0
                place web A-1 TEA:4            | short TEA:4>3
                place web A-2 TEA:3            | UNPAID
                sellable web TEA               | 0
                remaining B TEA                | 2
                end B TEA
                sellable web TEA               | 2
                """);
    }

    @Test
    @DisplayName("R40 R41 an allocation is in force from the start of its window until before its end, by itself")
    void windows() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +10
                reserve R b2b TEA 4 from PT10M until PT20M
                stop S web TEA from PT15M until PT16M
                sellable web TEA               | 10
                sellable b2b TEA               | 10
                tick PT10M
                sellable web TEA               | 6
                sellable b2b TEA               | 4
                place b2b B-1 TEA:3 life PT12H | UNPAID
                tick PT5M
                sellable web TEA               | 0
                tick PT1M
                sellable web TEA               | 6
                tick PT4M
                sellable web TEA               | 7
                sellable b2b TEA               | 7
                cancel B-1 e1                  | CANCELLED
                remaining R TEA                | 4
                sellable web TEA               | 10
                """);
    }

    @Test
    @DisplayName("R17 units that sellable itself allows beyond stock don't make an order short: it is paid, with units backordered")
    void paid_with_backorder() {
        Scenario.run("""
                channel web ONLINE trigger ON_PAYMENT
                adjust TEA@W1 +1
                presell P web TEA 5
                place web A-1 TEA:3            | UNPAID
                remaining P TEA                | 5
                pay A-1 e1                     | PAID
                order A-1                      | PAID TEA r0 c1 f0 b2
                remaining P TEA                | 2
                """);
    }
}
