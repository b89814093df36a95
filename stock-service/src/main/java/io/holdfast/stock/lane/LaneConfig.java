package io.holdfast.stock.lane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How commands are batched. */
@ConfigMapping(prefix = "holdfast.lanes")
interface LaneConfig {

    int MOST = 4;

    /** How many batches for single SKUs a replica may have in hand at once, 1 to 4: fewer are larger, which suits a database of few processors. */
    @WithDefault("4")
    @Min(1)
    @Max(MOST)
    int ofOneSku();
}
