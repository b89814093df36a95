package io.holdfast.allocation.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.rules.SetAside.Peak;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllocationRulesTest {

    @Test
    @DisplayName("R40 30 + 50 + 30 of 100 is said with its numbers, and kept")
    void sums_above_the_stock_warn() {
        Scenario.run("""
                stock 100
                A RESERVE b2b 30               |
                B RESERVE web 50               |
                C RESERVE market 30            | warns: 110 of 100 in 3, day 1
                C quantity 20                  |
                C quantity 21                  | warns: 101 of 100 in 3, day 1
                drawn B 1
                C quantity 21                  |
                D RESERVE - 1                  | warns: 101 of 100 in 4, day 1
                stock -5
                A quantity 30                  | warns: 101 of -5 in 4, day 1
                """);
    }

    @Test
    @DisplayName("R40 only what is set aside at the same time is added up, the worst moment counts")
    void only_what_is_in_force_together_is_added_up() {
        Scenario.run("""
                stock 100
                A RESERVE b2b 60 1..10         |
                B RESERVE web 60 10..20        |
                C RESERVE market 50 15..       | warns: 110 of 100 in 2, day 15
                A quantity 70                  |
                D RESERVE - 45                 | warns: 155 of 100 in 3, day 15
                day 16
                B quantity 61                  | warns: 156 of 100 in 3, day 16
                day 20
                D quantity 50                  |
                D quantity 51                  | warns: 101 of 100 in 2, day 20
                """);
    }

    @Test
    @DisplayName("R40 of several moments that are equally bad the first is told")
    void the_first_of_the_worst_moments_counts() {
        Scenario.run("""
                stock 10
                A RESERVE b2b 11 5..6          | warns: 11 of 10 in 1, day 5
                B RESERVE b2b 11 8..9          | warns: 11 of 10 in 1, day 8
                C RESERVE web 0                | warns: 11 of 10 in 1, day 5
                """);
    }

    @Test
    @DisplayName("R40 what is sold in advance, hidden or stopped sets nothing aside")
    void only_reserves_are_added_up() {
        Scenario.run("""
                stock 10
                A PRESELL web 500              |
                B BUFFER web 500               |
                C STOP market -                |
                D RESERVE b2b 10               |
                """);
    }

    @Test
    @DisplayName("R41 what each purpose needs")
    void what_each_purpose_needs() {
        Scenario.run("""
                A RESERVE web -                | wrong /quantity
                A PRESELL web -                | wrong /quantity
                A BUFFER web -                 | wrong /quantity
                A STOP web 5                   | wrong /quantity
                A RESERVE web -1               | wrong /quantity
                A RESERVE web 1000000001       | wrong /quantity
                A PRESELL - 5                  | wrong /channels
                A BUFFER - 5                   | wrong /channels
                A STOP - -                     | wrong /channels
                A RESERVE web,web 5            | wrong /channels/1
                A GIFT web 5                   | wrong /purpose
                A RESERVE web 5 9..9           | wrong /endsAt
                A RESERVE web 5 9..8           | wrong /endsAt
                stock 2000000000
                A RESERVE - 0                  |
                B PRESELL web 1000000000       |
                C BUFFER web 0                 |
                D STOP web,market -            |
                """);
    }

    @Test
    @DisplayName("R43 a channel draws on one reserve and on one pre-sale of a SKU, whoever shares it")
    void a_channel_is_in_one_pot_of_a_kind() {
        Scenario.run("""
                stock 1000
                A RESERVE web,app 5            |
                B RESERVE b2b 5                |
                C RESERVE till,app,web 5       | app is in A, web is in A
                C RESERVE b2b,web 5            | b2b is in B, web is in A
                C RESERVE till 5               |
                D RESERVE - 5                  |
                E RESERVE - 5                  |
                F PRESELL web,b2b 5            |
                G PRESELL b2b 5                | b2b is in F
                H BUFFER web 5                 |
                I BUFFER web 5                 |
                J STOP web -                   |
                K STOP web -                   |
                A channels app,web,till        | till is in C
                A channels app                 |
                C channels till,web            |
                delete B
                C channels b2b                 |
                """);
    }

    @Test
    @DisplayName("R43 windows that overlap conflict, windows that only touch don't, and what is over is over")
    void windows_that_overlap_conflict() {
        Scenario.run("""
                stock 1000
                A RESERVE web 5 5..24          |
                B RESERVE web 5                | web is in A
                B RESERVE web 5 ..6            | web is in A
                B RESERVE web 5 ..5            |
                C RESERVE web 5 23..30         | web is in A
                C RESERVE web 5 10..11         | web is in A
                C RESERVE web 5 1..40          | web is in A, web is in B
                C RESERVE web 5 24..30         |
                D RESERVE web 5 30..           |
                A days 5..25                   | web is in C
                A days 6..24                   |
                B days ..                      | web is in A, web is in C, web is in D
                day 24
                E RESERVE web 5 1..9           | wrong /endsAt
                B quantity 6                   |
                B days ..24                    |
                A days 6..30                   | web is in C
                C days ..25                    |
                day 25
                A days ..30                    |
                A days ..31                    | web is in D
                """);
    }

    @Test
    @DisplayName("R40 the warning says who, how many and since when in words")
    void the_warning_in_words() {
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        assertEquals("The 3 RESERVE allocations of TEA set aside 110 units, 10 more than the 100 available (104 on hand).",
                said(new Peak(110, 3, now), false, now));
        assertEquals("From 2026-12-24T00:00:00Z on, the RESERVE allocation of TEA sets aside 101 units, 1 more than the 100 available (104 on hand).",
                said(new Peak(101, 1, Instant.parse("2026-12-24T00:00:00Z")), false, now));
        assertEquals("The 2 RESERVE allocations of TEA and of bundles with it set aside 102 units, 2 more than the 100 available (104 on hand).",
                said(new Peak(102, 2, now), true, now));
        assertEquals(List.of(), Warning.aboveStock("TEA", new Peak(100, 2, now), false, 100, 104, now));
    }

    private static String said(Peak peak, boolean bundles, Instant now) {
        return Warning.aboveStock("TEA", peak, bundles, 100, 104, now).get(0).detail();
    }
}
