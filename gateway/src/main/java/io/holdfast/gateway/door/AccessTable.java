package io.holdfast.gateway.door;

import io.holdfast.service.Limits;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who may call what, and who answers. What is not listed does not exist, and a key that a line does not name may not call it.
 * This table is the only place that says so; a test compares it with every operation of the API's document.
 */
public final class AccessTable {

    /**
     * Method, path, who answers, who may call; then {@code lasting} where an answer may go on for days. {@code anyone} needs
     * no key. A read key may call every GET of its merchant. HEAD is allowed where GET is.
     */
    private static final String TABLE = """
            GET     /ready                                           gateway       anyone

            POST    /v1/merchants                                    gateway       operator
            GET     /v1/merchant                                     gateway       admin read
            PATCH   /v1/merchant                                     gateway       admin
            POST    /v1/keys                                         gateway       admin
            GET     /v1/keys                                         gateway       admin read
            GET     /v1/keys/{id}                                    gateway       admin read
            DELETE  /v1/keys/{id}                                    gateway       admin
            POST    /v1/keys/{id}/rotation                           gateway       admin

            POST    /v1/products                                     catalog       admin
            GET     /v1/products                                     catalog       admin read
            GET     /v1/products/{id}                                catalog       admin read
            PUT     /v1/products/{id}                                catalog       admin
            PATCH   /v1/products/{id}                                catalog       admin
            DELETE  /v1/products/{id}                                catalog       admin
            GET     /v1/variants/{sku}                               catalog       admin read
            PUT     /v1/variants/{sku}                               catalog       admin
            PATCH   /v1/variants/{sku}                               catalog       admin
            POST    /v1/variants/bulk                                catalog       admin
            POST    /v1/imports                                      catalog       admin
            GET     /v1/imports/{id}                                 catalog       admin read
            GET     /v1/exports/inventory.csv                        catalog       admin read

            POST    /v1/locations                                    stock         admin
            GET     /v1/locations                                    stock         admin read
            GET     /v1/locations/{code}                             stock         admin read
            PATCH   /v1/locations/{code}                             stock         admin
            GET     /v1/stock                                        stock         admin read
            GET     /v1/stock/{sku}                                  stock         admin read
            GET     /v1/stock/{sku}/movements                        stock         admin read
            GET     /v1/stock/{sku}/holders                          stock         admin read
            POST    /v1/stock/adjustments                            stock         admin
            POST    /v1/stock/snapshots                              stock         admin
            POST    /v1/stock/audit                                  stock         admin
            POST    /v1/transfers                                    stock         admin
            GET     /v1/transfers                                    stock         admin read
            GET     /v1/transfers/{id}                               stock         admin read
            POST    /v1/transfers/{id}/receipts                      stock         admin
            POST    /v1/inbound                                      stock         admin
            GET     /v1/inbound                                      stock         admin read
            GET     /v1/inbound/{id}                                 stock         admin read
            POST    /v1/inbound/{id}/receipts                        stock         admin
            GET     /v1/settings/stock                               stock         admin read
            PUT     /v1/settings/stock                               stock         admin
            GET     /v1/settings/stock/advice                        stock         admin read

            POST    /v1/orders                                       stock         admin channel
            GET     /v1/orders                                       stock         admin channel read
            POST    /v1/orders/batch                                 stock         admin channel
            GET     /v1/orders/{id}                                  stock         admin channel read
            GET     /v1/orders/{id}/history                          stock         admin channel read
            POST    /v1/orders/{id}/payment                          stock         admin channel
            POST    /v1/orders/{id}/payment-failure                  stock         admin channel
            POST    /v1/orders/{id}/cancellation                     stock         admin channel
            POST    /v1/orders/{id}/fulfilments                      stock         admin channel
            POST    /v1/orders/{id}/refund                           stock         admin channel
            POST    /v1/orders/{id}/returns                          stock         admin channel
            POST    /v1/sales                                        stock         admin channel
            GET     /v1/channels/{code}/availability                 stock         admin channel read
            GET     /v1/channels/{code}/availability/{sku}/explanation  stock      admin channel read

            GET     /v1/availability/stream                          allocation    admin channel read  lasting
            POST    /v1/channels                                     allocation    admin
            GET     /v1/channels                                     allocation    admin read
            GET     /v1/channels/{code}                              allocation    admin read
            PATCH   /v1/channels/{code}                              allocation    admin
            GET     /v1/channels/{code}/readiness                    allocation    admin read
            POST    /v1/channels/{code}/heartbeat                    allocation    admin
            POST    /v1/channels/{code}/drift                        allocation    admin
            GET     /v1/channels/{code}/drift                        allocation    admin read
            GET     /v1/channels/{code}/drift/{id}                   allocation    admin read
            GET     /v1/channels/{code}/listings                     allocation    admin read
            GET     /v1/channels/{code}/listings/{externalId}        allocation    admin read
            PUT     /v1/channels/{code}/listings/{externalId}        allocation    admin
            DELETE  /v1/channels/{code}/listings/{externalId}        allocation    admin
            POST    /v1/allocations                                  allocation    admin
            GET     /v1/allocations                                  allocation    admin read
            GET     /v1/allocations/{id}                             allocation    admin read
            PATCH   /v1/allocations/{id}                             allocation    admin
            DELETE  /v1/allocations/{id}                             allocation    admin
            POST    /v1/webhooks                                     allocation    admin
            GET     /v1/webhooks                                     allocation    admin read
            GET     /v1/webhooks/{id}                                allocation    admin read
            PATCH   /v1/webhooks/{id}                                allocation    admin
            DELETE  /v1/webhooks/{id}                                allocation    admin
            POST    /v1/webhooks/{id}/rotate                         allocation    admin
            GET     /v1/webhooks/{id}/deliveries                     allocation    admin read
            GET     /v1/webhooks/{id}/deliveries/{deliveryId}        allocation    admin read
            POST    /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver  allocation  admin

            GET     /v1/alerts                                       notification  admin read
            GET     /v1/digests                                      notification  admin read
            GET     /v1/digests/preview                              notification  admin read
            GET     /v1/settings/notifications                       notification  admin read
            PUT     /v1/settings/notifications                       notification  admin

            GET     /v1/mail/{token}/unsubscribe                     notification  anyone
            POST    /v1/mail/{token}/unsubscribe                     notification  anyone
            POST    /v1/mail/{token}/subscribe                       notification  anyone
            GET     /v1/mail/{token}/list                            notification  anyone
            """;

    private static final List<Operation> OPERATIONS =
            TABLE.lines().filter(line -> !line.isBlank()).map(Operation::parse).toList();
    private static final OperationTree TREE = OperationTree.of(OPERATIONS);

    // "." and "..", plain or encoded: a service would resolve them and leave the path that was checked here.
    private static final Pattern DOTS = Pattern.compile("(\\.|%2[eE]){1,2}");

    private AccessTable() {}

    /** Every line, for whoever compares the table with what there is. */
    public static List<Operation> operations() {
        return OPERATIONS;
    }

    /** The line for a request as it was sent, its path still encoded; a literal segment goes before a parameter. */
    static Optional<Operation> find(String method, String path) {
        return isSafe(path) ? TREE.find(method.equals("HEAD") ? "GET" : method, segments(path)) : Optional.empty();
    }

    /** The methods that a path answers to; none for what can't be reached from outside. */
    static SortedSet<String> methods(String path) {
        SortedSet<String> methods = new TreeSet<>();
        if (isSafe(path)) {
            methods.addAll(TREE.methods(segments(path)));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
        }
        return methods;
    }

    /** What a body may have at a path as it was sent. However long, it passes as it comes and is never held here. */
    static int bodyBytes(String path) {
        return "/v1/imports".equals(path) ? Limits.IMPORT_BYTES : Limits.BODY_BYTES;
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean isSafe(String path) {
        return path.startsWith("/") && segments(path).stream().noneMatch(segment -> DOTS.matcher(segment).matches());
    }
}
