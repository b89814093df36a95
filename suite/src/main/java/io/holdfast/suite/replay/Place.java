package io.holdfast.suite.replay;

/** The demo's two locations. */
public enum Place {
    WAREHOUSE("warehouse", "Warehouse"),
    SHOP("shop", "High street shop");

    private final String code;
    private final String title;

    Place(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** The kind of location, as the API names it. */
    public String kind() {
        return name();
    }
}
