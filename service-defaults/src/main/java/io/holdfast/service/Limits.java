package io.holdfast.service;

import java.time.Duration;

/** Every limit of Holdfast, once: used by validation, configuration and the documentation alike. Beyond one: refused, with the limit named. */
public final class Limits {

    public static final int SKU_CODE_POINTS = 64;
    public static final int CODE_CODE_POINTS = 64;
    public static final int NAME_CODE_POINTS = 200;
    public static final int REFERENCE_CODE_POINTS = 200;
    public static final int EVENT_ID_CODE_POINTS = 200;
    public static final int REASON_CODE_POINTS = 500;

    public static final int LINES_PER_ORDER = 2_000;
    public static final int LINES_PER_ADJUSTMENT = 10_000;
    public static final int VARIANTS_PER_PRODUCT = 500;
    public static final int ALLOCATIONS_PER_SKU = 1_000;
    public static final int CHANNELS_PER_MERCHANT = 200;
    public static final int LOCATIONS_PER_MERCHANT = 500;
    public static final int RECIPIENTS_PER_DIGEST = 50;
    public static final int EMAIL_CHARACTERS = 254;
    /** Items of one kind that a digest lists; the rest is counted. */
    public static final int ITEMS_PER_DIGEST = 300;

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

    public static final int DEFAULT_PAGE = 50;
    public static final int LONGEST_PAGE = 200;

    /** Commands that may wait in one lane before the answer is 503. */
    public static final int WAITING_PER_LANE = 4_096;
    /** Commands decided in one transaction. */
    public static final int COMMANDS_PER_BATCH = 256;
    /** Events in one call to a peer, so that even the longest names stay within a JSON body. */
    public static final int EVENTS_PER_HANDOVER = 100;
    /** SKUs in one question to the stock service, within a JSON body likewise. */
    public static final int SKUS_PER_QUESTION = 2_000;
    /** Lines decided in one transaction; a single larger command still goes, alone. */
    public static final int LINES_PER_BATCH = 4_000;

    private Limits() {}
}
