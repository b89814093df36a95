package io.holdfast.service;

import java.time.Duration;

/** Every limit of Holdfast, once: used by validation, configuration and the documentation alike. Beyond one: refused, with the limit named. */
public final class Limits {

    public static final int SKU_CODE_POINTS = 64;
    public static final int CODE_CODE_POINTS = 64;
    public static final int NAME_CODE_POINTS = 200;
    public static final int REFERENCE_CODE_POINTS = 200;
    public static final int EVENT_ID_CODE_POINTS = 200;
    /** A channel's own identifier of a product. */
    public static final int EXTERNAL_ID_CODE_POINTS = 200;
    public static final int REASON_CODE_POINTS = 500;

    public static final int LINES_PER_ORDER = 2_000;
    public static final int ORDERS_PER_BATCH = 500;
    public static final int LINES_PER_ADJUSTMENT = 10_000;
    public static final int VARIANTS_PER_PRODUCT = 500;
    public static final int COMPONENTS_PER_BUNDLE = 100;
    /** Variants in one bulk edit. */
    public static final int EDITS_PER_BULK = 10_000;
    public static final int ALLOCATIONS_PER_SKU = 1_000;
    public static final int CHANNELS_PER_MERCHANT = 200;
    public static final int LOCATIONS_PER_MERCHANT = 500;
    public static final int RECIPIENTS_PER_DIGEST = 50;
    public static final int EMAIL_CHARACTERS = 254;
    /** Items of one kind that a digest lists; the rest is counted. Much more, and mail clients cut the mail themselves. */
    public static final int ITEMS_PER_DIGEST = 100;
    /** Items of one kind on the page that a digest's link to the rest leads to. */
    public static final int ITEMS_PER_LIST = 5_000;
    /** How long the mail server is asked again to take a letter. */
    public static final Duration LETTER_TRIED_FOR = Duration.ofDays(5);

    public static final long ORDER_QUANTITY = 1_000_000;
    public static final long DELTA = 1_000_000_000;
    public static final long COUNT = 1_000_000_000;
    public static final long UNIT_COST = 1_000_000_000;
    public static final int UNIT_COST_DECIMALS = 4;
    /** Of a channel; the lower, the earlier it is granted units. */
    public static final int PRIORITY = 1_000_000;

    public static final Duration SHORTEST_UNPAID_LIFE = Duration.ofMinutes(1);
    public static final Duration LONGEST_UNPAID_LIFE = Duration.ofDays(30);
    public static final Duration DEFAULT_UNPAID_LIFE = Duration.ofMinutes(60);

    public static final int KEYS_PER_MERCHANT = 500;
    /** How long the former secret of a rotated API key may go on, if it shall. */
    public static final Duration LONGEST_KEY_OVERLAP = Duration.ofHours(24);

    public static final int WEBHOOKS_PER_MERCHANT = 50;
    public static final int WEBHOOK_URL_CHARACTERS = 2_000;
    /** SKUs that one delivery to a webhook tells of. */
    public static final int ITEMS_PER_DELIVERY = 100;
    /** How long a webhook may take for its answer. */
    public static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(15);
    /** How long a rotated secret still signs, next to the new one. */
    public static final Duration FORMER_SECRET_LIFE = Duration.ofHours(24);
    /** Deliveries of a webhook that its log keeps; older ones go, but for those that are open or parked. */
    public static final int DELIVERIES_KEPT = 1_000;
    public static final Duration PARKED_DELIVERIES_KEPT = Duration.ofDays(30);
    /** Open streams of one channel at one replica. */
    public static final int STREAMS_PER_CHANNEL = 50;
    /** A comment goes through a silent stream this often, so that nobody takes it for dead. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Differences that a drift report lists; the rest is counted, and told again like them. */
    public static final int DIFFERENCES_PER_REPORT = 1_000;

    public static final int BODY_BYTES = 1024 * 1024;
    /** Of an address with its query: a list by many SKUs is asked there, and one emoji takes twelve characters. */
    public static final int ADDRESS_BYTES = 64 * 1024;
    /** Of all headers together. */
    public static final int HEADERS_BYTES = 16 * 1024;

    public static final int IDEMPOTENCY_KEY_CHARACTERS = 255;
    /** For how long the answer to an idempotency key is given again, at least. */
    public static final Duration ANSWERS_KEPT = Duration.ofHours(24);

    /** A channel that sent neither an order nor a heartbeat for longer is not taken for connected to our orders. */
    public static final Duration SIGN_OF_LIFE = Duration.ofHours(24);
    public static final int IMPORT_BYTES = 100 * 1024 * 1024;
    /** Characters in one cell of an imported file: room for the longest name, and an end for a quote that is never closed. */
    public static final int CELL_CHARACTERS = 10_000;
    /** Lines of an import that are worked off in one transaction. */
    public static final int LINES_PER_IMPORT_CHUNK = 1_000;
    /** Refused lines of an import that are told; beyond it they are only counted. */
    public static final int ERRORS_PER_IMPORT = 1_000;

    public static final int DEFAULT_PAGE = 50;
    public static final int LONGEST_PAGE = 200;

    /** Commands that may wait in one lane before the answer is 503. */
    public static final int WAITING_PER_LANE = 4_096;
    /** Commands decided in one transaction. */
    public static final int COMMANDS_PER_BATCH = 1_000;
    /** Of the events in one call to a peer: well within a JSON body, and no longer than others may wait while it is read. */
    public static final int HANDOVER_BYTES = 512 * 1024;
    /** Events in one row of the outbox; fewer than its ids are apart, so that a row can be divided. */
    public static final int EVENTS_PER_OUTBOX_ROW = 100;
    /** Characters of a row of the outbox with several events; a single larger event still goes, alone. */
    public static final int OUTBOX_ROW_CHARACTERS = 64 * 1024;
    /** Characters of a message with several rows; a single larger row still goes, alone. */
    public static final int MESSAGE_CHARACTERS = 128 * 1024;
    /** Of a compressed message; beyond it, it is no message of ours. */
    public static final int EXPANDED_MESSAGE_BYTES = 16 * 1024 * 1024;
    /** Messages that a listener reads at once; as many more may wait in it. */
    public static final int MESSAGES_AT_ONCE = 16;
    /** Events that a listener applies in one transaction. */
    public static final int EVENTS_PER_TRANSACTION = 2_000;
    /** Traces that one span of many causes links to. */
    public static final int LINKS_PER_SPAN = 32;
    /** SKUs in one question to the stock service, within a JSON body likewise. */
    public static final int SKUS_PER_QUESTION = 2_000;
    /** Lines decided in one transaction; a single larger command still goes, alone. */
    public static final int LINES_PER_BATCH = 4_000;

    private Limits() {}
}
