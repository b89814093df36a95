package io.holdfast.allocation.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.readiness.ActivityStore.Sign;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NewestSignsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    @DisplayName("R50 of many signs of life that come together the newest of each merchant's channel counts, in whichever order they come")
    void the_newest_of_each_channel() {
        NewestSigns newest = new NewestSigns();
        newest.add("tea", "web", NOON.minusSeconds(1));
        newest.add("tea", "web", NOON);
        newest.add("tea", "web", NOON.minusSeconds(2));
        newest.add("tea", "till", NOON.minusSeconds(3));
        newest.add("mugs", "web", NOON.minusSeconds(4));
        assertEquals(List.of(new Sign("mugs", "web", NOON.minusSeconds(4)), new Sign("tea", "till", NOON.minusSeconds(3)), new Sign("tea", "web", NOON)),
                List.copyOf(newest.all()));
    }
}
