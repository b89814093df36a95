package io.holdfast.stock.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long what is done with is kept. */
@ConfigMapping(prefix = "holdfast.retention")
interface Retention {

    /** Orders that ended, with their lines and events, after the last thing that happened to them. */
    @WithDefault("P400D")
    Duration orders();

    /** Movements, before they are folded into one opening movement per SKU and location. */
    @WithDefault("P400D")
    Duration movements();

    /** What adjustments answered: for as long as somebody may ask again. */
    @WithDefault("P7D")
    Duration answers();

    /** Between two looks for what is too old. */
    @WithDefault("PT1H")
    Duration every();
}
