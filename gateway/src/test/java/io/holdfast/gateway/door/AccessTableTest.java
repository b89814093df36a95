package io.holdfast.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.identity.Caller.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {

    @ParameterizedTest
    @DisplayName("each call goes to the service that owns it, by the line that fits its path best")
    @CsvSource(textBlock = """
            POST   | /v1/merchants                           | GATEWAY      | /v1/merchants
            GET    | /v1/merchant                            | GATEWAY      | /v1/merchant
            DELETE | /v1/keys/4f5a                           | GATEWAY      | /v1/keys/{id}
            GET    | /v1/variants/TEA%2F1                    | CATALOG      | /v1/variants/{sku}
            GET    | /v1/variants/bulk                       | CATALOG      | /v1/variants/{sku}
            POST   | /v1/variants/bulk                       | CATALOG      | /v1/variants/bulk
            GET    | /v1/exports/inventory.csv               | CATALOG      | /v1/exports/inventory.csv
            GET    | /v1/stock/adjustments                   | STOCK        | /v1/stock/{sku}
            POST   | /v1/stock/adjustments                   | STOCK        | /v1/stock/adjustments
            GET    | /v1/stock/audit/movements               | STOCK        | /v1/stock/{sku}/movements
            HEAD   | /v1/orders/4f5a                         | STOCK        | /v1/orders/{id}
            POST   | /v1/orders/4f5a/payment                 | STOCK        | /v1/orders/{id}/payment
            POST   | /v1/orders/batch                        | STOCK        | /v1/orders/batch
            GET    | /v1/settings/stock/advice               | STOCK        | /v1/settings/stock/advice
            PUT    | /v1/settings/notifications              | NOTIFICATION | /v1/settings/notifications
            GET    | /v1/channels/web/availability           | STOCK        | /v1/channels/{code}/availability
            GET    | /v1/channels/web/availability/T%2F1/explanation | STOCK | /v1/channels/{code}/availability/{sku}/explanation
            GET    | /v1/channels/web/listings/availability  | ALLOCATION   | /v1/channels/{code}/listings/{externalId}
            PUT    | /v1/channels/web/listings/4711%2F%2E    | ALLOCATION   | /v1/channels/{code}/listings/{externalId}
            PATCH  | /v1/channels/a%2Favailability           | ALLOCATION   | /v1/channels/{code}
            GET    | /v1/channels/availability               | ALLOCATION   | /v1/channels/{code}
            GET    | /v1/availability/stream                 | ALLOCATION   | /v1/availability/stream
            POST   | /v1/webhooks/4f5a/deliveries/1/redeliver | ALLOCATION  | /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver
            GET    | /v1/digests/preview                     | NOTIFICATION | /v1/digests/preview
            POST   | /v1/mail/4f5a/unsubscribe               | NOTIFICATION | /v1/mail/{token}/unsubscribe
            """, delimiter = '|')
    void lineOfACall(String method, String path, String target, String line) {
        Operation found = AccessTable.find(method, path).orElseThrow();
        assertEquals(line, found.path());
        assertEquals(target, found.target().name());
    }

    @Test
    @DisplayName("a read key may call every GET of its merchant and nothing else")
    void readKeysReadEverythingOfTheirMerchant() {
        for (Operation operation : AccessTable.operations()) {
            boolean reads = operation.method().equals("GET") && operation.roles().contains(Role.ADMIN);
            assertEquals(reads, operation.roles().contains(Role.READ), operation.toString());
        }
    }

    @Test
    @DisplayName("a channel key reaches orders, sales and availability, and nothing else")
    void channelKeysReachTheirOwnTrade() {
        for (Operation operation : AccessTable.operations()) {
            String path = operation.path();
            boolean trade = path.startsWith("/v1/orders") || path.equals("/v1/sales") || path.contains("/availability");
            assertEquals(trade, operation.roles().contains(Role.CHANNEL), operation.toString());
        }
    }

    @Test
    @DisplayName("operators create merchants, nobody else does, and they do nothing else; all else is an admin's, and no key is for services")
    void rolesDontMix() {
        for (Operation operation : AccessTable.operations()) {
            boolean creates = operation.path().equals("/v1/merchants");
            assertEquals(creates, operation.roles().contains(Role.OPERATOR), operation.toString());
            assertEquals(!creates && !operation.isOpen(), operation.roles().contains(Role.ADMIN), operation.toString());
            assertTrue(!operation.roles().contains(Role.SERVICE), operation.toString());
        }
        assertEquals(List.of("/ready", "/v1/mail/{token}/unsubscribe", "/v1/mail/{token}/unsubscribe", "/v1/mail/{token}/subscribe", "/v1/mail/{token}/list"), AccessTable.operations().stream().filter(Operation::isOpen).map(Operation::path).toList());
    }

    @Test
    @DisplayName("R49 only the stream may go on for days")
    void onlyTheStreamLasts() {
        assertEquals(List.of("/v1/availability/stream"),
                AccessTable.operations().stream().filter(Operation::lasting).map(Operation::path).toList());
    }

    @ParameterizedTest
    @DisplayName("what is not listed, or could be resolved to something else, does not exist")
    @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/settings", "/v1/availability", "/v1/productsX", "/v1/Products", "/v2/products", "/internal/stock/summary",
            "/v1/products/../../internal/stock/summary", "/v1/products/%2e%2E/%2e%2e/q/health", "/v1/stock/./x", "/v1/stock/..",
            "/v1/stock/%2E", "//v1/products", "/v1//products", "/v1/%70roducts", "*", "v1/products", "/v1/orders/", "/v1/orders//history",
            "/v1/orders/4f5a/anything", "/v1/merchants/4f5a"})
    void unknownPaths(String path) {
        assertTrue(AccessTable.find("GET", path).isEmpty());
        assertEquals(Set.of(), AccessTable.methods(path));
    }

    @ParameterizedTest
    @DisplayName("a known path says which methods it answers to")
    @CsvSource({"/v1/merchants,[POST]", "/v1/orders/batch,'[GET, HEAD, POST]'", "/v1/keys/4f5a,'[DELETE, GET, HEAD]'", "/v1/sales,[POST]"})
    void methodsOfAPath(String path, String methods) {
        assertEquals(methods, AccessTable.methods(path).toString());
        assertTrue(AccessTable.find("TRACE", path).isEmpty());
    }

    @ParameterizedTest
    @DisplayName("a line that names nobody, or somebody who does not exist, is no line")
    @ValueSource(strings = {"GET /x gateway", "GET /x gateway lasting", "GET /x gateway root", "GET /x nowhere admin", "GET /x gateway anyone admin"})
    void badLines(String line) {
        assertThrows(RuntimeException.class, () -> Operation.parse(line));
    }
}
