package io.holdfast.suite.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.suite.UserError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

    @Test
    void userAndPasswordMayStandInTheAddress() {
        assertEquals(new PostgresAddress("postgresql://db.example:5433", "shop", Optional.of("a:b+c@d")),
                PostgresAddress.of("postgresql://shop:a:b+c%40d@db.example:5433/", Map.of("HOLDFAST_POSTGRES_USER", "other")));
    }

    @Test
    void orInTheEnvironment() {
        assertEquals(new PostgresAddress("postgresql://db.example:5432", "shop", Optional.of("secret")),
                PostgresAddress.of("postgresql://db.example", Map.of("HOLDFAST_POSTGRES_USER", "shop", "HOLDFAST_POSTGRES_PASSWORD", "secret")));
        assertEquals(new PostgresAddress("postgresql://db.example:5432", "postgres", Optional.empty()),
                PostgresAddress.of("postgresql://db.example", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h:1", "postgresql://h:1/database", "db.example", "postgresql://h :1"})
    void whatIsNoAddressIsRefused(String given) {
        assertThrows(UserError.class, () -> PostgresAddress.of(given, Map.of()));
    }
}
