package io.holdfast.suite.torture.fault;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;
import io.holdfast.suite.torture.load.Crowd;
import io.holdfast.testkit.fault.Line;
import io.holdfast.testkit.fault.Weather;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two replicas of the stock service behind a balancer that shares out connections. */
final class Restarts {

    /** As the manifests for a cluster would have it. */
    private static final List<String> PATIENT = List.of("-Dholdfast.http.stop-delay=3s");

    private static final int RUSHING = 12;
    private static final double WARMING_SECONDS = 3;

    private Restarts() {}

    static List<Fault> all() {
        return List.of(
                new Fault("rolling-restart", "SIGTERM to two stock replicas in turn, three times, while no new connection goes to the one that leaves",
                        "no request fails", Restarts::rolling),
                new Fault("kill-replica", "kill -9 of one of two stock replicas", "the other goes on: orders are accepted within 10 s", Restarts::killOne),
                new Fault("two-replicas", RUSHING + " more customers, who don't pause, at two stock replicas at once",
                        "no unit is promised twice, and nobody is refused but for want of units", Restarts::rush),
                new Fault("other-zone", "a second stock replica that believes to be on Kiritimati (-Duser.timezone)",
                        "only the database's clock decides", Restarts::otherZone),
                new Fault("clocks-apart", "the database's clock two minutes behind those of all services, then minutes before them",
                        "no reservation expires before its time, and each within a second after it (R15)", Clocks::strike));
    }

    private static void rolling(Field field) {
        Line balancer = field.lines().between(Service.GATEWAY, "stock");
        int first = field.suite().port(Service.STOCK);
        int second = field.suite().launchReplica(Service.STOCK, PATIENT);
        // The one that runs since the beginning stops at once: it is replaced by one that waits for the balancer.
        replaceFirst(field, balancer, first, second);
        Map<String, Long> before = failures(field);
        balancer.retarget(List.of(first));
        field.suite().stopReplica();
        second = field.suite().launchReplica(Service.STOCK, PATIENT);
        balancer.retarget(List.of(first, second));
        field.last();
        replaceFirst(field, balancer, first, second);
        balancer.retarget(List.of(first));
        field.suite().stopReplica();
        field.last();
        Map<String, Long> failed = since(before, failures(field));
        field.expect(failed.isEmpty(), "requests failed: %s", failed);
    }

    private static void replaceFirst(Field field, Line balancer, int first, int second) {
        balancer.retarget(List.of(second));
        field.suite().stop(Service.STOCK);
        field.suite().launch(Service.STOCK, PATIENT);
        field.suite().awaitReady(Service.STOCK);
        balancer.retarget(List.of(first, second));
        field.last();
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        before.forEach((why, times) -> now.computeIfPresent(why, (same, count) -> count.equals(times) ? null : count - times));
        return now;
    }

    /** Answers that were none, by reason. */
    private static Map<String, Long> failures(Field field) {
        return field.shop().history().wishes().stream().map(Wish::replies).flatMap(Collection::stream)
                .filter(reply -> reply.kind() == Reply.Kind.UNKNOWN).collect(Collectors.groupingBy(Reply::said, Collectors.counting()));
    }

    private static void killOne(Field field) {
        Line balancer = field.lines().between(Service.GATEWAY, "stock");
        int first = field.suite().port(Service.STOCK);
        int second = field.suite().launchReplica(Service.STOCK, List.of());
        shareOut(field, balancer, first, second);
        field.last();
        field.suite().kill(Service.STOCK);
        balancer.retarget(List.of(second));
        Recovery.expect(field, 10);
        field.suite().launch(Service.STOCK);
        field.suite().awaitReady(Service.STOCK);
        balancer.retarget(List.of(first));
        field.suite().stopReplica();
    }

    /** The gateway keeps its connections, all of which lead to the first: new ones are shared out, and both have work. */
    private static void shareOut(Field field, Line balancer, int first, int second) {
        balancer.retarget(List.of(first, second));
        balancer.weather(Weather.CUT);
        balancer.heal();
        field.pause(WARMING_SECONDS);
    }

    private static void rush(Field field) {
        Line balancer = field.lines().between(Service.GATEWAY, "stock");
        int first = field.suite().port(Service.STOCK);
        int second = field.suite().launchReplica(Service.STOCK, List.of());
        shareOut(field, balancer, first, second);
        Map<String, Long> before = failures(field);
        try (Crowd crowd = Crowd.rushing(field.shop(), RUSHING, field.random().nextLong())) {
            field.last(field.lengthened(20, 8));
        }
        Map<String, Long> failed = since(before, failures(field));
        field.expect(failed.isEmpty(), "requests failed: %s", failed);
        balancer.retarget(List.of(first));
        field.suite().stopReplica();
    }

    private static void otherZone(Field field) {
        Line balancer = field.lines().between(Service.GATEWAY, "stock");
        int first = field.suite().port(Service.STOCK);
        int second = field.suite().launchReplica(Service.STOCK, List.of("-Duser.timezone=Pacific/Kiritimati"));
        balancer.retarget(List.of(second, first));
        Clocks.apart(field, "zone");
        balancer.retarget(List.of(first));
        field.suite().stopReplica();
    }
}
