package io.holdfast.service.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** One key turns traces on: the address that they are sent to. Without it the tracer is not even started. */
public class TracesSwitch implements ConfigSourceFactory {

    private static final String ENDPOINT = "holdfast.traces.endpoint";
    /** Above the files of the services, below what an operator sets. */
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue endpoint = context.getValue(ENDPOINT);
        boolean off = endpoint == null || endpoint.getValue() == null || endpoint.getValue().isBlank();
        return List.of(new PropertiesConfigSource(Map.of("quarkus.otel.sdk.disabled", String.valueOf(off)), "traces switch", ORDINAL));
    }
}
