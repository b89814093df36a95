package io.holdfast.suite.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.torture.history.History;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Truth;
import io.holdfast.suite.torture.history.Truth.Level;
import io.holdfast.suite.torture.history.Truth.Line;
import io.holdfast.suite.torture.history.Truth.Movement;
import io.holdfast.suite.torture.history.Truth.Order;
import io.holdfast.suite.torture.history.Wish;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A merchant of one fault's own, so that what is found belongs to that fault: a few SKUs that everybody wants, and some with plenty. */
public final class TortureShop {

    public static final String CHANNEL = "web";
    static final String LOCATION = "W1";
    /** Few units, which sell out again and again, and so cross their thresholds. */
    private static final List<String> SCARCE = IntStream.range(0, 4).mapToObj(i -> "FEW-" + i).toList();
    private static final List<String> PLENTY = IntStream.range(0, 4).mapToObj(i -> "MANY-" + i).toList();
    static final List<String> SKUS = Stream.concat(SCARCE.stream(), PLENTY.stream()).toList();
    public static final long THRESHOLD = 5;
    private static final long FEW = 20;
    private static final long MANY = 1_000_000;

    private static final String MOVEMENTS = """
            select sku, kind, on_hand_change, reserved_change, committed_change, on_hand, reserved, committed, order_id::text, reason
            from movement where merchant = ? order by sku, id""";

    private final Suite suite;
    private final String merchant;
    private final String email;
    private final String key;
    private final GatewayClient gateway;
    private final History history = new History();

    private TortureShop(Suite suite, JsonNode merchant) {
        this.suite = suite;
        this.merchant = merchant.path("id").asText();
        this.email = merchant.path("email").asText();
        this.key = merchant.path("adminKey").asText();
        this.gateway = new GatewayClient(suite.gateway(), key);
    }

    /** Sets it up, with its opening stock in its history. */
    public static TortureShop open(Suite suite, String name) {
        GatewayClient operator = new GatewayClient(suite.gateway(), "local-operator");
        TortureShop shop = new TortureShop(suite, operator.call("POST", "/v1/merchants", Map.of("name", name,
                "email", "torture-" + UUID.randomUUID() + "@shop.example", "timeZone", "Etc/UTC", "locale", "en")).orFail().body());
        shop.gateway.call("POST", "/v1/locations", Map.of("code", LOCATION, "name", "Warehouse", "kind", "WAREHOUSE")).orFail();
        shop.gateway.call("POST", "/v1/channels", Map.of("code", CHANNEL, "name", "Web shop", "kind", "ONLINE", "unpaidLife", "P1D")).orFail();
        shop.gateway.call("POST", "/v1/products", Map.of("name", "Everything", "variants", SKUS.stream()
                .map(sku -> Map.of("sku", sku, "tracking", "QUANTITY", "lowStock", Map.of("threshold", THRESHOLD, "notify", true))).toList())).orFail();
        Map<String, Long> opening = new LinkedHashMap<>();
        SCARCE.forEach(sku -> opening.put(sku, FEW));
        PLENTY.forEach(sku -> opening.put(sku, MANY));
        Reply opened = new Caller(shop.gateway).ask(shop.history.add(Wish.adjust("opening", opening)), null);
        if (opened.kind() != Reply.Kind.DONE) {
            throw new IllegalStateException("The opening stock was answered " + opened);
        }
        return shop;
    }

    public History history() {
        return history;
    }

    public GatewayClient gateway() {
        return gateway;
    }

    public String merchant() {
        return merchant;
    }

    public String key() {
        return key;
    }

    /** Where the digest goes. */
    public String email() {
        return email;
    }

    /** How many SKUs it has. */
    public int skus() {
        return SKUS.size();
    }

    /** Sells one SKU down to below its threshold. */
    public void runLow() {
        Reply sold = new Caller(gateway).ask(history.add(Wish.place("runs-low", Map.of(SCARCE.get(0), FEW - 1))), null);
        if (sold.kind() != Reply.Kind.DONE) {
            throw new IllegalStateException("The order that lets stock run low was answered " + sold);
        }
    }

    /** What is there now, orders and levels as the API tells them, movements as the ledger keeps them. */
    public Truth truth() {
        List<Order> orders = Pages.all(gateway, "/v1/orders?channel=" + CHANNEL).stream().map(TortureShop::order).toList();
        Map<String, Level> levels = new HashMap<>();
        stock().forEach(stock -> levels.put(stock.path("sku").asText(), new Level(stock.path("onHand").asLong(),
                stock.path("reserved").asLong(), stock.path("committed").asLong())));
        List<Movement> movements = new Database(suite.database("stock")).rows(MOVEMENTS, row -> new Movement(row.getString(1), row.getString(2),
                new Level(row.getLong(3), row.getLong(4), row.getLong(5)), new Level(row.getLong(6), row.getLong(7), row.getLong(8)),
                row.getString(9), row.getString(10)), merchant);
        return new Truth(orders, levels, movements);
    }

    private static Order order(JsonNode order) {
        Map<String, Line> lines = new HashMap<>();
        order.path("lines").forEach(line -> lines.put(line.path("sku").asText(), new Line(line.path("quantity").asLong(),
                line.path("reserved").asLong(), line.path("committed").asLong())));
        return new Order(order.path("id").asText(), order.path("reference").asText(), order.path("state").asText(), lines);
    }

    private List<JsonNode> stock() {
        return Pages.all(gateway, "/v1/stock?" + SKUS.stream().map(sku -> "sku=" + sku).collect(Collectors.joining("&")));
    }

    /** Units by SKU that nobody was promised, as the stock service says. */
    public Map<String, Long> available() {
        return stock().stream().collect(Collectors.toMap(stock -> stock.path("sku").asText(), stock -> stock.path("available").asLong()));
    }
}
