package io.holdfast.service;

import io.smallrye.config.ConfigMapping;

/** How lines are logged. The default stands where Quarkus' own setting takes it from. */
@ConfigMapping(prefix = "holdfast.log")
public interface LogConfig {

    /** Whether a line is a JSON object, for whatever collects logs; else lines are for people. */
    boolean json();
}
