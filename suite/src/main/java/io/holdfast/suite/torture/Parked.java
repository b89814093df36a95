package io.holdfast.suite.torture;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.torture.fault.Poison;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Events that were given up, as they stand before a fault: what an earlier one left is its own finding, and not that of each later one. */
final class Parked {

    private static final String ENTRIES = """
            select 'outbox: ' || type || ' of ' || created_at || ': ' || coalesce(last_error, '') from outbox where parked_at is not null
            union all select 'inbox: ' || coalesce(type, 'no event') || ' of ' || parked_at || ': ' || error from inbox_parked where %s""".formatted(Poison.ELSE);

    private final Suite suite;
    private final Map<Service, List<String>> before = new EnumMap<>(Service.class);

    private Parked(Suite suite) {
        this.suite = suite;
    }

    static Parked now(Suite suite) {
        Parked parked = new Parked(suite);
        for (Service service : Service.values()) {
            parked.before.put(service, parked.entries(service));
        }
        return parked;
    }

    /** What was parked since then, as sentences. */
    List<String> since() {
        List<String> findings = new ArrayList<>();
        before.forEach((service, known) -> entries(service).stream().filter(entry -> !known.contains(entry))
                .forEach(entry -> findings.add(service.id() + " parked an event, " + entry)));
        return findings;
    }

    private List<String> entries(Service service) {
        return new Database(suite.database(service.id())).texts(ENTRIES);
    }
}
