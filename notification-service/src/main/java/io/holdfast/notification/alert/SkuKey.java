package io.holdfast.notification.alert;

/** A variant of a merchant. */
record SkuKey(String merchant, String sku) {}
