package io.holdfast.suite.bench.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a load process is asked to do: one line of JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({@JsonSubTypes.Type(Job.Http.class), @JsonSubTypes.Type(Job.Engine.class),
        @JsonSubTypes.Type(Job.Transactions.class), @JsonSubTypes.Type(Job.Serve.class),
        @JsonSubTypes.Type(Job.Proxy.class), @JsonSubTypes.Type(Job.Stream.class)})
public sealed interface Job {

    /**
     * Orders over HTTP. Answered with a {@link Sample}.
     *
     * @param addresses in turn, e.g. {@code http://localhost:8080}
     * @param references what the reference of each order begins with
     * @param rate orders a second; 0: as many as {@code connections} clients get through
     * @param atMost orders
     */
    record Http(List<String> addresses, String key, String channel, Stock stock, String references, int connections,
            double rate, long atMost, double seconds) implements Job {}

    /**
     * Commands straight into the engine of this process. Answered with a {@link Sample}.
     *
     * @param database {@code postgresql://user@host:port/name}
     * @param inFlight commands that wait for their outcome at any time
     */
    record Engine(String database, String merchant, String channel, Stock stock, String references, int inFlight,
            double seconds) implements Job {}

    /** Reservations in transactions of their own, on as many connections as clients. Answered with a {@link Sample}. */
    record Transactions(String database, Way way, String merchant, String channel, String location, Stock stock,
            String references, int clients, double seconds) implements Job {}

    /**
     * Orders over HTTP at a rate, and the channel's stream. Answered with a {@link Sample} of how long the channel waited to be told.
     *
     * @param units of each SKU before the first order
     */
    record Stream(Http orders, long units) implements Job {}

    /** An HTTP server with nothing behind it. Answered with its port. */
    record Serve() implements Job {}

    /**
     * A reverse proxy that does nothing but that. Answered with its port.
     *
     * @param port of what is behind it, on the loopback address
     */
    record Proxy(int port) implements Job {}

    /** How a reservation talks to the database. */
    enum Way {
        /** Statement by statement: read and lock, decide in the client, write, commit. */
        INTERACTIVE,
        /** One call of a function that does the same. */
        ONE_STATEMENT
    }
}
