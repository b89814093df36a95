package io.holdfast.notification.subscription;

/** What the page of a subscription shows; {@code broken}: nothing but that the link does not work. */
record Page(String language, boolean broken, String merchant, String address, boolean addressed, boolean on) {

    static Page brokenLink() {
        return new Page("en", true, "", "", false, false);
    }
}
