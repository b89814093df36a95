package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllocationsTest {

    @Test
    @DisplayName("R41 a reserve for B2B is taken from every other channel, to the last unit")
    void reserve_holds_against_the_shop() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +100
                reserve R b2b TEA 30 USE_AVAILABLE
                sellable web TEA               | 70
                sellable b2b TEA               | 30
                place web A-1 TEA:71           | short TEA:71>70
                place web A-1 TEA:70           | UNPAID
                place web A-2 TEA:1            | short TEA:1>0
                place b2b B-1 TEA:30           | UNPAID
                place b2b B-2 TEA:1            | short TEA:1>0
                level TEA                      | 100/100/0/0
                """);
    }

    @Test
    @DisplayName("R42 FOLLOW sells what remains and backorders the excess; USE_AVAILABLE sells no more than is there")
    void adjust_rules() {
        Scenario.run("""
                channel b2b B2B
                channel web ONLINE
                adjust TEA@W1 +4
                adjust JAM@W1 +4
                reserve F b2b TEA 10
                reserve U b2b JAM 10 USE_AVAILABLE
                sellable b2b TEA               | 10
                sellable b2b JAM               | 4
                place b2b B-1 TEA:7            | UNPAID
                order B-1                      | UNPAID TEA r4 c0 f0 b3
                pay B-1 e1                     | PAID
                order B-1                      | PAID TEA r0 c4 f0 b3
                sellable b2b TEA               | 3
                adjust JAM@W1 +9
                sellable b2b JAM               | 10
                """);
    }

    @Test
    @DisplayName("R42 a receipt never refills what was drawn")
    void receipts_do_not_refill() {
        Scenario.run("""
                channel b2b B2B
                channel web ONLINE
                adjust TEA@W1 +10
                reserve R b2b TEA 6
                place b2b B-1 TEA:4            | UNPAID
                remaining R TEA                | 2
                adjust TEA@W1 +50
                remaining R TEA                | 2
                sellable web TEA               | 54
                reserve R b2b TEA 20
                remaining R TEA                | 16
                """);
    }

    @Test
    @DisplayName("R41 a reserve without members is a buffer that only MANUAL channels draw on")
    void memberless_reserve() {
        Scenario.run("""
                channel web ONLINE
                channel desk MANUAL
                adjust TEA@W1 +10
                reserve R - TEA 4
                sellable web TEA               | 6
                sellable desk TEA              | 10
                place desk D-1 TEA:3           | UNPAID
                remaining R TEA                | 1
                sellable web TEA               | 6
                """);
    }

    @Test
    @DisplayName("R41 a stop stops its members, and nobody else")
    void stop() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                status GIFT in
                adjust TEA@W1 +10
                stop S web TEA
                stop G web GIFT
                place web A-1 TEA:1            | short TEA:1>0
                place web A-2 GIFT:1           | short GIFT:1>0
                place b2b B-1 TEA:1            | UNPAID
                end S TEA
                place web A-1 TEA:1            | UNPAID
                """);
    }

    @Test
    @DisplayName("R43 the pot is shared by its members")
    void shared_pot() {
        Scenario.run("""
                channel b2b B2B
                channel app ONLINE
                adjust TEA@W1 +10
                reserve R b2b,app TEA 5
                place b2b B-1 TEA:3            | UNPAID
                sellable app TEA               | 2
                """);
    }

    @Test
    @DisplayName("R44 under over-allocation the lowest priority number is granted first, then the older, memberless last")
    void rank_order() {
        Scenario.run("""
                channel low B2B priority 200
                channel high B2B priority 1
                channel web ONLINE
                adjust TEA@W1 +10
                reserve N - TEA 5
                reserve L low TEA 6 USE_AVAILABLE
                reserve H high TEA 8 USE_AVAILABLE
                sellable high TEA              | 8
                sellable low TEA               | 2
                sellable web TEA               | 0
                """);
    }

    @Test
    @DisplayName("R44 a reserve is granted at its members' locations, so a channel that sells elsewhere keeps its units")
    void granted_by_location() {
        Scenario.run("""
                location S1
                channel b2b B2B at S1
                channel web ONLINE at W1,S1
                channel shop ONLINE at W1
                adjust TEA@W1 +10
                adjust TEA@S1 +10
                reserve R b2b TEA 8
                sellable web TEA               | 10
                sellable shop TEA              | 10
                place web A-1 TEA:10           | UNPAID
                sellable web TEA               | 2
                """);
    }

    @Test
    @DisplayName("R46 expiry, failure and cancellation give back to the allocation, or to the pool once it has ended")
    void give_back() {
        Scenario.run("""
                channel b2b B2B
                channel web ONLINE
                adjust TEA@W1 +10
                reserve R b2b TEA 6
                place b2b B-1 TEA:2 life PT1M  | UNPAID
                place b2b B-2 TEA:2            | UNPAID
                place b2b B-3 TEA:2            | UNPAID
                remaining R TEA                | 0
                tick PT1M
                fail B-2 e1                    | PAYMENT_FAILED
                remaining R TEA                | 4
                sellable web TEA               | 4
                end R TEA
                cancel B-3 e1                  | CANCELLED
                sellable web TEA               | 10
                """);
    }

    @Test
    @DisplayName("R46 a partly shipped order gives back only what had not shipped")
    void give_back_of_the_unshipped() {
        Scenario.run("""
                channel b2b B2B
                adjust TEA@W1 +10
                reserve R b2b TEA 6
                place b2b B-1 TEA:5            | UNPAID
                pay B-1 e1                     | PAID
                ship B-1 e2 TEA:2              | PARTIALLY_FULFILLED
                cancel B-1 e3                  | CANCELLED
                remaining R TEA                | 4
                """);
    }

    @Test
    @DisplayName("R47 units that become available cover backorders first, oldest order first, before any reserve")
    void covering() {
        Scenario.run("""
                location S1
                channel b2b B2B at W1
                channel web ONLINE
                reserve R b2b TEA 10
                place b2b B-1 TEA:3            | UNPAID
                tick PT1S
                place b2b B-2 TEA:3            | UNPAID
                pay B-2 e1                     | PAID
                order B-2                      | PAID TEA r0 c0 f0 b3
                level TEA                      | 0/0/0/0
                adjust TEA@S1 +2
                order B-1                      | UNPAID TEA r0 c0 f0 b3
                adjust TEA@W1 +4
                order B-1                      | UNPAID TEA r3 c0 f0 b0
                order B-2                      | PAID TEA r0 c1 f0 b2
                place web A-1 TEA:1            | UNPAID
                level TEA@W1                   | 4/3/1/0
                cancel B-1 e1                  | CANCELLED
                order B-2                      | PAID TEA r0 c3 f0 b0
                """);
    }
}
