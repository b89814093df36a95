package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    @DisplayName("R48 the terms of a sellable quantity add up: what is there, what orders hold, what is set aside, what is kept back")
    void adds_up() {
        Scenario.run("""
                channel web ONLINE
                channel b2b B2B
                adjust TEA@W1 +20
                place web A-1 TEA:2            | UNPAID
                place web A-2 TEA:3            | UNPAID
                pay A-2 e1                     | PAID
                reserve R b2b TEA 6
                buffer B web TEA 4
                sellable web TEA               | 5
                explain web TEA                | onHand 20 TEA on hand at W1; reserved -2 held by unpaid orders at W1; committed -3 held by paid orders at W1; setAside -6 set aside at W1 for b2b; buffer -4 kept back from web as a buffer of 4
                explain b2b TEA                | onHand 20 TEA on hand at W1; reserved -2 held by unpaid orders at W1; committed -3 held by paid orders at W1; reserve -9 of its reserve 6 of 6 remain, to be sold whatever is there
                stop S web TEA
                explain web TEA                | stop 0 sales of TEA are stopped for web
                """);
    }

    @Test
    @DisplayName("R48 of a channel that sells from two locations, and takes each line from one of them or from both")
    void two_locations() {
        Scenario.run("""
                location S1
                location S2
                channel web ONLINE at S1,W1
                channel wide ONLINE at S1,W1 split
                adjust TEA@W1 +7
                adjust TEA@S1 +2
                adjust TEA@S2 +50
                explain web TEA                | onHand 7 TEA on hand at W1; elsewhere 0 2 more at S1, but the channel takes a line from one location
                explain wide TEA               | onHand 2 TEA on hand at S1; onHand 7 TEA on hand at W1
                """);
    }

    @Test
    @DisplayName("R48 R51 of a bundle: its scarcest component, and what its own allocations cut")
    void bundle() {
        Scenario.run("""
                channel web ONLINE
                bundle BOX TEA:2,JAM:1
                adjust TEA@W1 +7
                adjust JAM@W1 +9
                explain web BOX                | onHand 7 TEA on hand at W1; bundle -4 each takes 2 of TEA; component 0 JAM would be enough for 9
                buffer B web BOX 1
                reserve R web BOX 2
                sellable web BOX               | 1
                explain web BOX                | onHand 7 TEA on hand at W1; bundle -4 each takes 2 of TEA; component 0 JAM would be enough for 9; allocation -1 more are not set aside or sold ahead of the bundle itself; buffer -1 kept back from web as a buffer of 1
                """);
    }

    @Test
    @DisplayName("R48 of what is sold ahead, below zero, or by hand")
    void other_cases() {
        Scenario.run("""
                channel web ONLINE
                channel till POS
                adjust TEA@W1 +1
                sell till T-1 W1 TEA:3         | FULFILLED
                presell P web TEA 5
                explain web TEA                | onHand -2 TEA on hand at W1; belowZero 2 fewer than none at W1 counts as none; presell 5 of its presale 5 of 5 remain, to be sold whatever is there
                status CARD out
                explain web CARD               | status 0 CARD is set to out of stock by hand
                archive TEA
                explain web TEA                | archived 0 no longer sold: TEA
                """);
    }
}
