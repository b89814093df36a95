package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Service;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines that are cut, silent, lossy or slow. */
final class Networks {

    private record Pair(Service from, String to) {}

    private static final List<Pair> PAIRS = List.of(new Pair(Service.STOCK, "postgres"), new Pair(Service.STOCK, "broker"),
            new Pair(Service.GATEWAY, "stock"));
    /** Of these only a cut is tried: they are built of the same parts. */
    private static final List<Pair> MORE = List.of(new Pair(Service.NOTIFICATION, "postgres"), new Pair(Service.NOTIFICATION, "broker"),
            new Pair(Service.ALLOCATION, "broker"), new Pair(Service.ALLOCATION, "stock"), new Pair(Service.GATEWAY, "allocation"));
    private static final double RECOVERY_SECONDS = 30;
    /** Silence for ever is given up only after a while: 45 s towards PostgreSQL, 30 s towards a service. */
    private static final double RECOVERY_FROM_LOSS_SECONDS = 90;

    private Networks() {}

    static List<Fault> all() {
        Map<String, Weather> weathers = new LinkedHashMap<>();
        weathers.put("cut", Weather.CUT);
        weathers.put("half-open", Weather.HALF_OPEN);
        weathers.put("lost", Weather.LOST);
        weathers.put("slow", Weather.delayed(Duration.ofMillis(60)));
        List<Fault> faults = new ArrayList<>();
        PAIRS.forEach(pair -> weathers.forEach((name, weather) -> faults.add(fault(pair, name, weather))));
        faults.add(fault(PAIRS.get(1), "narrow", Weather.throttled(20_000)));
        MORE.forEach(pair -> faults.add(fault(pair, "cut", Weather.CUT)));
        return faults;
    }

    private static Fault fault(Pair pair, String name, Weather weather) {
        String does = switch (name) {
            case "cut" -> "connections reset and refused";
            case "half-open" -> "connections accepted and silent, bytes held back";
            case "lost" -> "connections accepted, bytes lost; a connection that lost one stays silent for ever";
            case "slow" -> "every piece 60 ms late, each way";
            default -> "20,000 bytes a second";
        };
        return new Fault(name + "-" + pair.from().id() + "-" + pair.to(), "from " + pair.from().id() + " to " + pair.to() + ": " + does,
                "the suite works again by itself within " + (int) recovery(weather) + " s", field -> strike(field, pair, weather));
    }

    private static void strike(Field field, Pair pair, Weather weather) {
        Line line = field.lines().between(pair.from(), pair.to());
        line.weather(weather);
        field.last(field.lengthened(6, 3));
        line.heal();
        long began = System.nanoTime();
        field.suite().awaitReady();
        double seconds = (System.nanoTime() - began) / 1e9;
        field.note("ready %.1f s after it was healed", seconds);
        field.expect(seconds < recovery(weather), "it took %.1f s until the suite was ready again", seconds);
        Recovery.expect(field, recovery(weather));
    }

    private static double recovery(Weather weather) {
        return weather.equals(Weather.LOST) ? RECOVERY_FROM_LOSS_SECONDS : RECOVERY_SECONDS;
    }
}
