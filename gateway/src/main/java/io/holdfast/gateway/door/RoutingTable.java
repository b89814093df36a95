package io.holdfast.gateway.door;

import static io.holdfast.gateway.door.RoutingTable.Target.ALLOCATION;
import static io.holdfast.gateway.door.RoutingTable.Target.CATALOG;
import static io.holdfast.gateway.door.RoutingTable.Target.GATEWAY;
import static io.holdfast.gateway.door.RoutingTable.Target.NOTIFICATION;
import static io.holdfast.gateway.door.RoutingTable.Target.STOCK;
import static io.holdfast.service.identity.Caller.Role.ADMIN;
import static io.holdfast.service.identity.Caller.Role.OPERATOR;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.Caller.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may call what, and who answers. What is not listed does not exist. */
final class RoutingTable {

    /** Who answers: this service, or one behind it. */
    enum Target { GATEWAY, CATALOG, STOCK, ALLOCATION, NOTIFICATION }

    /**
     * One line of the table: a path and all below it.
     *
     * @param prefix whole segments as they are sent, so encoded; {@code *} stands for any one
     * @param role null: anyone, without a key; the service tells by the address who may do what
     * @param lasting whether an answer may go on for days
     */
    record Line(List<String> prefix, Target target, Role role, boolean lasting) {

        private boolean covers(List<String> segments) {
            if (segments.size() < prefix.size()) {
                return false;
            }
            for (int i = 0; i < prefix.size(); i++) {
                String expected = prefix.get(i);
                if (!expected.equals("*") && !expected.equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first line that covers a path counts. */
    static final List<Line> LINES = List.of(
            line("/v1/merchants", GATEWAY, OPERATOR),
            line("/v1/merchant", GATEWAY, ADMIN),
            line("/v1/products", CATALOG, ADMIN),
            line("/v1/variants", CATALOG, ADMIN),
            line("/v1/imports", CATALOG, ADMIN),
            line("/v1/exports", CATALOG, ADMIN),
            line("/v1/locations", STOCK, ADMIN),
            line("/v1/stock", STOCK, ADMIN),
            line("/v1/orders", STOCK, ADMIN),
            line("/v1/sales", STOCK, ADMIN),
            line("/v1/transfers", STOCK, ADMIN),
            line("/v1/inbound", STOCK, ADMIN),
            line("/v1/settings/stock", STOCK, ADMIN),
            line("/v1/channels/*/availability", STOCK, ADMIN),
            line("/v1/channels", ALLOCATION, ADMIN),
            line("/v1/allocations", ALLOCATION, ADMIN),
            stream("/v1/availability/stream", ALLOCATION, ADMIN),
            line("/v1/webhooks", ALLOCATION, ADMIN),
            line("/v1/alerts", NOTIFICATION, ADMIN),
            line("/v1/digests", NOTIFICATION, ADMIN),
            line("/v1/settings/notifications", NOTIFICATION, ADMIN),
            line("/v1/mail", NOTIFICATION, null));

    // "." and "..", plain or encoded: a service would resolve them and leave the path that was checked here.
    private static final Pattern DOTS = Pattern.compile("(\\.|%2[eE]){1,2}");

    private RoutingTable() {}

    /** The line for a path as it was sent, still encoded; none for what can't be reached from outside. */
    static Optional<Line> find(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = segments(path);
        if (segments.stream().anyMatch(segment -> DOTS.matcher(segment).matches())) {
            return Optional.empty();
        }
        return LINES.stream().filter(line -> line.covers(segments)).findFirst();
    }

    /** What a body may have at a path as it was sent. However long, it passes as it comes and is never held here. */
    static int bodyBytes(String path) {
        return "/v1/imports".equals(path) ? Limits.IMPORT_BYTES : Limits.BODY_BYTES;
    }

    private static Line line(String prefix, Target target, Role role) {
        return new Line(segments(prefix), target, role, false);
    }

    private static Line stream(String prefix, Target target, Role role) {
        return new Line(segments(prefix), target, role, true);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
