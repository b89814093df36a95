package io.holdfast.service.peers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.service.Limits;
import io.holdfast.service.peers.Peers.Peer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What only the stock service knows, asked at request time, never kept. An empty answer means that it could not be
 * asked; what is absent from an answer is unknown to it.
 */
@ApplicationScoped
public class StockQuestions {

    private static final Logger LOG = Logger.getLogger(StockQuestions.class);
    private static final TypeReference<List<Level>> LEVELS = new TypeReference<>() {};
    private static final TypeReference<List<Draw>> DRAWS = new TypeReference<>() {};
    private static final TypeReference<List<Sellable>> SELLABLES = new TypeReference<>() {};
    private static final TypeReference<List<Holder>> HOLDERS = new TypeReference<>() {};
    private static final TypeReference<List<Location>> LOCATIONS = new TypeReference<>() {};

    private final Peers peers;
    private final ObjectMapper json;

    /**
     * Units of one SKU over all locations; null where it is not counted.
     *
     * @param tracking {@code "QUANTITY"} or {@code "STATUS"}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Level(String sku, String tracking, Long onHand, Long available) {}

    /** Units that were drawn from one allocation, and what remains of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Draw(UUID id, long drawn, long remaining) {}

    /** What a channel may sell of one SKU; units are null where nothing is counted and it can be sold, as the status says. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Sellable(String sku, Long sellable, String status, long version) {}

    /** A page of a list and the cursor of the next; null on the last. */
    public record SellablePage(List<Sellable> items, String nextCursor) {}

    /** Units of a SKU that an order holds at a location; without a reference once the order was purged. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Holder(UUID order, String reference, String channel, String location, long quantity) {}

    /**
     * Orders that hold units of a SKU now, oldest first.
     *
     * @param more whether there are others
     */
    public record Holders(List<Holder> first, boolean more) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Location(String code) {}

    StockQuestions(Peers peers, ObjectMapper json) {
        this.peers = peers;
        this.json = json;
    }

    /** Levels by SKU. */
    public Uni<Optional<Map<String, Level>>> levels(String merchant, Collection<String> skus) {
        return ask(merchant, "/internal/stock/summary", "skus", skus, LEVELS)
                .map(answer -> answer.map(list -> list.stream().collect(Collectors.toMap(Level::sku, level -> level))));
    }

    /** Draws by allocation. */
    public Uni<Optional<Map<UUID, Draw>>> draws(String merchant, Collection<UUID> allocations) {
        return ask(merchant, "/internal/allocations/remaining", "ids", allocations, DRAWS)
                .map(answer -> answer.map(list -> list.stream().collect(Collectors.toMap(Draw::id, draw -> draw))));
    }

    /** The codes of a merchant's locations. */
    public Uni<Optional<List<String>>> locations(String merchant) {
        return read(peers.get(Peer.STOCK, "/internal/locations", merchant), LOCATIONS)
                .map(answer -> answer.map(list -> list.stream().map(Location::code).toList()));
    }

    /** What a channel may sell of some SKUs. */
    public Uni<Optional<List<Sellable>>> sellable(String merchant, String channel, Collection<String> skus) {
        return Multi.createFrom().iterable(parts(List.copyOf(skus)))
                .onItem().transformToUniAndConcatenate(part -> read(peers.post(Peer.STOCK, "/internal/availability",
                        write(Map.of("channel", channel, "skus", part)), merchant), SELLABLES))
                .collect().asList()
                .map(StockQuestions::joined);
    }

    /** What a channel may sell, of all SKUs, page by page; {@code cursor} is null for the first. */
    public Uni<Optional<SellablePage>> sellable(String merchant, String channel, String cursor) {
        String path = "/v1/channels/" + encoded(channel) + "/availability?limit=" + Limits.LONGEST_PAGE
                + (cursor == null ? "" : "&cursor=" + encoded(cursor));
        return tried(peers.get(Peer.STOCK, path, merchant).map(answer -> document(answer).map(document -> new SellablePage(
                items(document, SELLABLES), document.path("nextCursor").asText(null)))));
    }

    /** Which orders hold units of a SKU. */
    public Uni<Optional<Holders>> holders(String merchant, String sku, int limit) {
        String path = "/v1/stock/" + encoded(sku) + "/holders?limit=" + limit;
        return tried(peers.get(Peer.STOCK, path, merchant).map(answer -> document(answer).map(document -> new Holders(
                items(document, HOLDERS), document.path("nextCursor").isTextual()))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> Uni<Optional<List<T>>> ask(String merchant, String path, String member, Collection<?> keys, TypeReference<List<T>> type) {
        return Multi.createFrom().iterable(parts(List.copyOf(keys)))
                .onItem().transformToUniAndConcatenate(part -> read(peers.post(Peer.STOCK, path, write(Map.of(member, part)), merchant), type))
                .collect().asList()
                .map(StockQuestions::joined);
    }

    /** One answer of all; empty if any of them is. */
    private static <T> Optional<List<T>> joined(List<Optional<List<T>>> answers) {
        return answers.stream().allMatch(Optional::isPresent)
                ? Optional.of(answers.stream().flatMap(answer -> answer.orElseThrow().stream()).toList())
                : Optional.empty();
    }

    private static List<List<?>> parts(List<?> keys) {
        List<List<?>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += Limits.SKUS_PER_QUESTION) {
            parts.add(keys.subList(from, Math.min(keys.size(), from + Limits.SKUS_PER_QUESTION)));
        }
        return parts;
    }

    private <T> Uni<Optional<List<T>>> read(Uni<HttpResponse<Buffer>> call, TypeReference<List<T>> type) {
        return tried(call.map(answer -> document(answer).map(document -> items(document, type))));
    }

    private static <T> Uni<Optional<T>> tried(Uni<Optional<T>> call) {
        return call.onFailure().recoverWithItem(failure -> {
            LOG.warnf("The stock service does not answer: %s", failure.getMessage());
            return Optional.empty();
        });
    }

    private Optional<JsonNode> document(HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200) {
            LOG.warnf("The stock service answered %d to a question", answer.statusCode());
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(answer.body().getBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("The stock service's answer can't be read", e);
        }
    }

    private <T> List<T> items(JsonNode document, TypeReference<List<T>> type) {
        try {
            return json.readerFor(type).readValue(document.path("items"));
        } catch (IOException e) {
            throw new IllegalStateException("The stock service's answer can't be read", e);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A question to the stock service can't be written", e);
        }
    }
}
