package io.holdfast.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import io.holdfast.service.Limits;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
@DisplayName("R83 a head that is too long is refused with the limit named")
class HeadLimitTest {

    private static final String HEADERS = "Host: localhost\r\nConnection: close\r\nAuthorization: Bearer local-admin\r\n";

    @Test
    void headersUpToTheLimitPass() throws Exception {
        String answer = ask("/v1/orders", "X-Long: " + "x".repeat(Limits.HEADERS_BYTES - HEADERS.length() - "X-Long: \r\n".length()) + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40_000})
    void longerOnesAreRefused(int more) throws Exception {
        int before = EchoServices.ANSWERED.get();
        String answer = ask("/v1/orders", "X-Long: " + "x".repeat(Limits.HEADERS_BYTES - HEADERS.length() - "X-Long: \r\n".length() + more) + "\r\n");
        assertRefused(answer, "431", "headers-too-large", Limits.HEADERS_BYTES);
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    @Test
    void anAddressUpToTheLimitPasses() throws Exception {
        String answer = ask("/v1/orders?sku=" + "x".repeat(Limits.ADDRESS_BYTES - "/v1/orders?sku=".length()), "");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60_000})
    void aLongerOneIsRefused(int more) throws Exception {
        int before = EchoServices.ANSWERED.get();
        String answer = ask("/v1/orders?sku=" + "x".repeat(Limits.ADDRESS_BYTES - "/v1/orders?sku=".length() + more), "");
        assertRefused(answer, "414", "address-too-long", Limits.ADDRESS_BYTES);
        assertEquals(before, EchoServices.ANSWERED.get());
    }

    /** No code of ours comes into play here: the answer is a bare status, tells nothing of our insides, and ends the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/orders HTTP/1.1\r\nno header\r\n\r\n", "GET /v1/orders\r\n\r\n", "hello\r\n\r\n"})
    void whatIsNoHttpIsRefusedByTheServerItself(String request) throws Exception {
        assertTrue(Raw.send(request).matches("HTTP/1\\.[01] 400 Bad Request\r\n(content-length: 0\r\n|connection: close\r\n)*\r\n"), Raw.send(request));
    }

    private static void assertRefused(String answer, String status, String code, int limit) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("application/problem+json") && answer.contains("/" + code + "\"") && answer.contains("\"limit\":" + limit)
                && answer.toLowerCase(Locale.ROOT).contains("x-request-id"), answer);
    }

    private static String ask(String address, String header) throws Exception {
        return Raw.send("GET " + address + " HTTP/1.1\r\n" + HEADERS + header + "\r\n");
    }
}
