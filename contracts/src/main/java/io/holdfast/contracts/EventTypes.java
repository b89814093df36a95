package io.holdfast.contracts;

/** The type names of events. Literals, so that renaming a class never changes the wire. */
public final class EventTypes {

    public static final String MERCHANT_CHANGED = "gateway.merchant-changed.v1";
    public static final String KEY_CHANGED = "gateway.key-changed.v1";
    public static final String VARIANT_CHANGED = "catalog.variant-changed.v1";
    public static final String CHANNEL_CHANGED = "allocation.channel-changed.v1";
    public static final String ALLOCATION_CHANGED = "allocation.allocation-changed.v1";
    public static final String LEVEL_CHANGED = "stock.level-changed.v1";
    public static final String SELLABLE_CHANGED = "stock.sellable-changed.v1";
    public static final String ORDER_CHANGED = "stock.order-changed.v1";
    public static final String ACTIVITY_CHANGED = "stock.activity-changed.v1";
    public static final String ALERT_CHANGED = "notification.alert-changed.v1";

    private EventTypes() {}
}
