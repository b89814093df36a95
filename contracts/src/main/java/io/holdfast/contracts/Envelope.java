package io.holdfast.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One event on its way: CloudEvents 1.0 in structured JSON.
 *
 * @param id unique for ever; the inbox of a consumer applies it once
 * @param source the service that decided it, e.g. {@code "stock"}
 * @param type one of {@link EventTypes}
 * @param subject the thing it is about, within the merchant, e.g. a SKU; events of one subject keep their order
 * @param time when it was decided, by the clock of the source's database
 * @param merchant the tenant
 * @param version grows with every change of the subject; a consumer drops what is older than what it has
 * @param traceparent W3C trace context of what it follows from; null where that is not recorded
 * @param data the whole state of the subject after the change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String merchant,
        long version,
        String traceparent,
        String datacontenttype,
        JsonNode data) {

    public static final String SPEC_VERSION = "1.0";
    public static final String JSON = "application/json";

    public Envelope(UUID id, String source, String type, String subject, Instant time,
            String merchant, long version, String traceparent, JsonNode data) {
        this(SPEC_VERSION, id, source, type, subject, time, merchant, version, traceparent, JSON, data);
    }

    /** The same as a part of a trace; null: of none. */
    public Envelope tracedBy(String other) {
        return other == null ? this : new Envelope(specversion, id, source, type, subject, time, merchant, version, other, datacontenttype, data);
    }
}
