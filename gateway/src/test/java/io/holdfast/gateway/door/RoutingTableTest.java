package io.holdfast.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {

    @ParameterizedTest
    @DisplayName("each path goes to the service that owns it")
    @CsvSource(textBlock = """
            /v1/merchants                              | GATEWAY
            /v1/merchant                               | GATEWAY
            /v1/products                               | CATALOG
            /v1/products/4f5a                          | CATALOG
            /v1/variants/TEA%2F1                       | CATALOG
            /v1/imports                                | CATALOG
            /v1/imports/4f5a                           | CATALOG
            /v1/exports/inventory.csv                  | CATALOG
            /v1/locations/paris                        | STOCK
            /v1/stock/adjustments                      | STOCK
            /v1/orders/4f5a/payment                    | STOCK
            /v1/orders/batch                           | STOCK
            /v1/orders/4f5a/history                    | STOCK
            /v1/sales                                  | STOCK
            /v1/transfers                              | STOCK
            /v1/transfers/4f5a/receipts                | STOCK
            /v1/inbound/4f5a                           | STOCK
            /v1/stock/TEA%2F1/holders                  | STOCK
            /v1/settings/stock/advice                  | STOCK
            /v1/settings/stock                         | STOCK
            /v1/settings/notifications                 | NOTIFICATION
            /v1/channels/web/availability              | STOCK
            /v1/channels/web/availability/T%2F1/explanation | STOCK
            /v1/channels/web/listings                  | ALLOCATION
            /v1/channels/web/listings/availability     | ALLOCATION
            /v1/channels/web/listings/4711%2F%2E       | ALLOCATION
            /v1/channels/web/readiness                 | ALLOCATION
            /v1/channels/web/heartbeat                 | ALLOCATION
            /v1/channels/a%2Favailability              | ALLOCATION
            /v1/channels/availability                  | ALLOCATION
            /v1/channels/web                           | ALLOCATION
            /v1/channels                               | ALLOCATION
            /v1/allocations/4f5a                       | ALLOCATION
            /v1/channels/web/drift                     | ALLOCATION
            /v1/availability/stream                    | ALLOCATION
            /v1/webhooks                               | ALLOCATION
            /v1/webhooks/4f5a/deliveries/1/redeliver   | ALLOCATION
            /v1/alerts                                 | NOTIFICATION
            /v1/digests/preview                        | NOTIFICATION
            /v1/mail/token/unsubscribe                 | NOTIFICATION
            """, delimiter = '|')
    void ownerOfAPath(String path, String target) {
        assertEquals(target, RoutingTable.find(path).orElseThrow().target().name());
    }

    @Test
    @DisplayName("R49 only the stream may go on for days")
    void onlyTheStreamLasts() {
        assertEquals(List.of(List.of("v1", "availability", "stream")),
                RoutingTable.LINES.stream().filter(RoutingTable.Line::lasting).map(RoutingTable.Line::prefix).toList());
    }

    @ParameterizedTest
    @DisplayName("what is not listed, or could be resolved to something else, does not exist")
    @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/settings", "/v1/availability", "/v1/productsX", "/v1/Products", "/v2/products", "/internal/stock/summary",
            "/v1/products/../../internal/stock/summary", "/v1/products/%2e%2E/%2e%2e/q/health", "/v1/stock/./x", "/v1/stock/..",
            "/v1/stock/%2E", "//v1/products", "/v1//products", "/v1/%70roducts", "*", "v1/products"})
    void unknownPaths(String path) {
        assertEquals(true, RoutingTable.find(path).isEmpty());
    }
}
