package io.holdfast.allocation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.SellableChanged;
import io.holdfast.contracts.SellableChanged.Channel;
import io.holdfast.testkit.service.TestTokens;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events of the stock service about one merchant, as they arrive. */
public final class StockSays {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String merchant;
    private final List<Map<String, Object>> events = new ArrayList<>();

    private StockSays(String merchant) {
        this.merchant = merchant;
    }

    public static StockSays of(Allocating shop) {
        return new StockSays(shop.merchant());
    }

    /** Channels may sell so many units of a SKU; not sent yet. */
    public StockSays that(String sku, long version, long sellable, String... channels) {
        return add(sku, version, List.of(channels).stream().map(code -> new Channel(code, sellable, null)).toList());
    }

    /** A SKU that is not counted; not sent yet. */
    public StockSays thatStatus(String sku, long version, String status, String channel) {
        return add(sku, version, List.of(new Channel(channel, null, status)));
    }

    private StockSays add(String sku, long version, List<Channel> channels) {
        events.add(Map.of("specversion", "1.0", "id", UUID.randomUUID(), "source", "stock", "type", EventTypes.SELLABLE_CHANGED,
                "subject", sku, "time", "2030-01-01T00:00:00Z", "merchant", merchant, "version", version,
                "datacontenttype", "application/json", "data", new SellableChanged(sku, channels)));
        return this;
    }

    /** Sends all of it as one batch; returns once it is applied. */
    public void now() {
        try {
            given().header("Authorization", TestTokens.service(merchant)).contentType(ContentType.JSON)
                    .body(JSON.writeValueAsString(events)).post("/internal/events").then().statusCode(204);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        events.clear();
    }
}
