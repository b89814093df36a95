package io.holdfast.stock.ledger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifeOfAnOrderTest {

    @Test
    @DisplayName("R14 the life of a reservation: the order's, the payment method's, the channel's, the merchant's")
    void lives() {
        Scenario.run("""
                channel web ONLINE life PT30M
                channel app ONLINE
                settings method boleto P5D
                adjust TEA@W1 +9
                place app M-1 TEA:1                         | UNPAID
                place web C-1 TEA:1                         | UNPAID
                place web B-1 TEA:1 method boleto           | UNPAID
                place web O-1 TEA:1 method boleto life PT1M | UNPAID
                tick PT1M
                expire O-1                                  | EXPIRED again
                tick PT29M
                expire C-1                                  | EXPIRED again
                expire M-1                                  | conflict UNPAID
                tick PT30M
                expire M-1                                  | EXPIRED again
                expire B-1                                  | conflict UNPAID
                tick P5D
                expire B-1                                  | EXPIRED again
                """);
    }

    @Test
    @DisplayName("R15 units are free at the deadline, not before, to whoever asks, without any sweeper")
    void expiry() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +1
                place web A-1 TEA:1 life PT1M  | UNPAID
                tick PT59.999S
                place web A-2 TEA:1            | short TEA:1>0
                tick PT0.001S
                place web A-2 TEA:1            | UNPAID
                order A-1                      | EXPIRED TEA r0 c0 f0 b0
                level TEA                      | 1/1/0/0
                """);
    }

    @Test
    @DisplayName("R16 failure and cancellation give units back at once, reserved or committed")
    void failure_and_cancellation() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                place web A-1 TEA:1            | UNPAID
                place web A-2 TEA:1            | UNPAID
                place web A-3 TEA:1            | UNPAID
                fail A-1 e1                    | PAYMENT_FAILED
                cancel A-2 e1                  | CANCELLED
                pay A-3 e1                     | PAID
                level TEA                      | 3/0/1/2
                cancel A-3 e2                  | CANCELLED
                level TEA                      | 3/0/0/3
                """);
    }

    @Test
    @DisplayName("R17 a late payment takes the units again if it can")
    void late_payment_in_stock() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +2
                place web A-1 TEA:1 life PT1M  | UNPAID
                place web A-2 TEA:1            | UNPAID
                fail A-2 e1                    | PAYMENT_FAILED
                tick PT1M
                pay A-1 e1                     | PAID
                pay A-2 e2                     | PAID
                level TEA                      | 2/0/2/0
                """);
    }

    @Test
    @DisplayName("R17 a late payment that finds the units gone is SHORT; what it may have it takes, the rest is backordered and covered on arrival")
    void late_payment_short() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +3
                place web A-1 TEA:3 life PT1M  | UNPAID
                tick PT1M
                place web A-2 TEA:2            | UNPAID
                pay A-1 e1                     | SHORT
                order A-1                      | SHORT TEA r0 c1 f0 b2
                level TEA                      | 3/2/1/0
                adjust TEA@W1 +1
                order A-1                      | SHORT TEA r0 c2 f0 b1
                fail A-2 e1                    | PAYMENT_FAILED
                order A-1                      | PAID TEA r0 c3 f0 b0
                level TEA                      | 4/0/3/1
                """);
    }

    @Test
    @DisplayName("R17 under REFUND a short order takes nothing and waits for its cancellation")
    void refund_on_shortage() {
        Scenario.run("""
                channel web ONLINE
                settings short REFUND
                adjust TEA@W1 +1
                adjust JAM@W1 +1
                place web A-1 TEA:1,JAM:1 life PT1M  | UNPAID
                tick PT1M
                place web A-2 TEA:1            | UNPAID
                pay A-1 e1                     | SHORT
                order A-1                      | SHORT TEA r0 c0 f0 b0 JAM r0 c0 f0 b0
                level JAM                      | 1/0/0/1
                adjust TEA@W1 +5
                order A-1                      | SHORT TEA r0 c0 f0 b0 JAM r0 c0 f0 b0
                ship A-1 e2                    | exceeds-committed
                cancel A-1 e3                  | CANCELLED
                """);
    }

    @Test
    @DisplayName("R17 a cancelled order that was never paid may be paid late, a paid one may not be paid twice")
    void payment_after_cancellation() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +1
                place web A-1 TEA:1            | UNPAID
                cancel A-1 e1                  | CANCELLED
                pay A-1 e2                     | PAID
                cancel A-1 e3                  | CANCELLED
                pay A-1 e4                     | conflict CANCELLED
                level TEA                      | 1/0/0/1
                """);
    }

    @Test
    @DisplayName("R18 under ON_PAYMENT the second payment for the last unit is SHORT: the overselling is visible")
    void oversold_on_payment() {
        Scenario.run("""
                channel web ONLINE trigger ON_PAYMENT
                adjust TEA@W1 +1
                place web A-1 TEA:1            | UNPAID
                place web A-2 TEA:1            | UNPAID
                pay A-1 e1                     | PAID
                pay A-2 e1                     | SHORT
                order A-2                      | SHORT TEA r0 c0 f0 b1
                level TEA                      | 1/0/1/0
                adjust TEA@W1 +1
                order A-2                      | PAID TEA r0 c1 f0 b0
                """);
    }

    @Test
    @DisplayName("R19 a repeated event gets the first answer again, also after the order went on")
    void events_twice() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +2
                place web A-1 TEA:2            | UNPAID
                pay A-1 e1                     | PAID
                ship A-1 e2 TEA:1              | PARTIALLY_FULFILLED
                ship A-1 e2 TEA:1              | PARTIALLY_FULFILLED again
                pay A-1 e1                     | PAID again
                level TEA                      | 1/0/1/0
                """);
    }

    @Test
    @DisplayName("R19 everything that the table of events does not allow is a conflict that changes nothing")
    void conflicts() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +9
                place web U-1 TEA:1            | UNPAID
                ship U-1 e1                    | conflict UNPAID
                refund U-1 e2                  | conflict UNPAID
                return U-1 e3 TEA:1            | exceeds-fulfilled TEA:1>0
                pay U-1 e4                     | PAID
                pay U-1 e5                     | conflict PAID
                fail U-1 e6                    | conflict PAID
                ship U-1 e7                    | FULFILLED
                ship U-1 e8                    | conflict FULFILLED
                cancel U-1 e9                  | conflict FULFILLED
                fail U-1 e10                   | conflict FULFILLED
                pay U-1 e11                    | conflict FULFILLED
                refund U-1 e12                 | FULFILLED
                place web F-1 TEA:1            | UNPAID
                fail F-1 e1                    | PAYMENT_FAILED
                fail F-1 e2                    | conflict PAYMENT_FAILED
                ship F-1 e3                    | conflict PAYMENT_FAILED
                cancel F-1 e4                  | CANCELLED
                cancel F-1 e5                  | conflict CANCELLED
                fail F-1 e6                    | conflict CANCELLED
                """);
    }

    @Test
    @DisplayName("R19 cancelling a partly shipped order gives back what has not shipped")
    void cancel_partly_shipped() {
        Scenario.run("""
                channel web ONLINE
                adjust TEA@W1 +5
                place web A-1 TEA:5            | UNPAID
                pay A-1 e1                     | PAID
                ship A-1 e2 TEA:2              | PARTIALLY_FULFILLED
                ship A-1 e3 TEA:4              | exceeds-committed TEA:4>3
                cancel A-1 e4                  | CANCELLED
                level TEA                      | 3/0/0/3
                return A-1 e5 TEA:2            | CANCELLED
                level TEA                      | 5/0/0/5
                """);
    }

    @Test
    @DisplayName("R20 an order on payment terms never expires, may ship unpaid, and a later payment only marks it paid")
    void payment_terms() {
        Scenario.run("""
                channel b2b B2B life NEVER
                adjust TEA@W1 +5
                place b2b B-1 TEA:4            | UNPAID
                tick P400D
                ship B-1 e1 TEA:3              | PARTIALLY_FULFILLED
                order B-1                      | PARTIALLY_FULFILLED TEA r1 c0 f3 b0
                pay B-1 e2                     | PARTIALLY_FULFILLED
                order B-1                      | PARTIALLY_FULFILLED TEA r0 c1 f3 b0
                ship B-1 e3                    | FULFILLED
                pay B-1 e4                     | conflict FULFILLED
                level TEA                      | 1/0/0/1
                """);
    }

    @Test
    @DisplayName("R21 a refund restocks nothing, a return what it names, and never more than was shipped")
    void returns() {
        Scenario.run("""
                location S1
                channel web ONLINE
                adjust TEA@W1 +4
                place web A-1 TEA:4            | UNPAID
                pay A-1 e1                     | PAID
                ship A-1 e2                    | FULFILLED
                refund A-1 e3                  | FULFILLED
                level TEA                      | 0/0/0/0
                return A-1 e4 TEA:1            | FULFILLED
                return A-1 e5 TEA:1 to S1      | FULFILLED
                return A-1 e6 TEA:1 scrap      | FULFILLED
                return A-1 e7 TEA:2            | exceeds-fulfilled TEA:2>1
                return A-1 e4 TEA:1            | FULFILLED again
                return A-1 e8 TEA:1 to S9      | unknown LOCATION S9
                level TEA@W1                   | 1/0/0/1
                level TEA@S1                   | 1/0/0/1
                """);
    }

    @Test
    @DisplayName("R4 a count sets on hand, and one that expected another number is refused")
    void counting() {
        Scenario.run("""
                count TEA@W1 12                | 12
                adjust TEA@W1 -2               | 10
                count TEA@W1 20 expect 12      | STALE_COUNT
                count TEA@W1 20 expect 10      | 20
                count TEA@W1 20                | 20
                adjust TEA@W9 +1               | UNKNOWN_LOCATION
                status GIFT in
                count GIFT@W1 1                | NOT_COUNTED
                level TEA                      | 20/0/0/20
                """);
    }
}
