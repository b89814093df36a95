package io.holdfast.stock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the outbox has to tell of one merchant, event by event, in the order in which it was written: there is no broker to take it. */
public final class ToldEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF_TYPE = """
            select e::text from outbox o cross join lateral jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array'
                then o.envelope::jsonb else jsonb_build_array(o.envelope::jsonb) end) with ordinality as parts(e, n)
            where o.type = $1 and e ->> 'merchant' = $2 order by o.id, n""";

    private final Pool pool;
    private final String merchant;

    public ToldEvents(Pool pool, String merchant) {
        this.pool = pool;
        this.merchant = merchant;
    }

    /** Envelopes of a type. */
    public List<JsonNode> of(String type) {
        List<JsonNode> events = new ArrayList<>();
        pool.preparedQuery(OF_TYPE).execute(Tuple.of(type, merchant)).await().atMost(Duration.ofSeconds(10))
                .forEach(row -> events.add(read(row.getString(0))));
        return events;
    }

    /** The same about one subject. */
    public List<JsonNode> of(String type, String subject) {
        return of(type).stream().filter(event -> event.path("subject").asText().equals(subject)).toList();
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No event stands in the outbox: " + event, e);
        }
    }
}
