package io.holdfast.gateway.door;

import io.holdfast.gateway.docs.ApiDocs;
import io.holdfast.gateway.door.Operation.Target;
import io.holdfast.gateway.key.OpenStreams;
import io.holdfast.service.LogContext;
import io.holdfast.service.identity.Authenticator;
import io.holdfast.service.identity.Bearer;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.tracing.Tracing;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What every request passes, in this order: a name for the request, its size, its address, its key, its role.
 * It runs on the event loop and never waits there.
 */
@ApplicationScoped
class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);
    /** Before everything that Quarkus itself serves. */
    private static final int FIRST = -1_000;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Authenticator authenticator;
    private final Forwarder forwarder;
    private final LocalMail mail;
    private final RateLimits rates;
    private final OpenStreams streams;
    private final AnswerHeaders headers;
    private final DoorMetrics metrics;
    private final ApiDocs docs;
    private final Tracing tracing;

    Door(Authenticator authenticator, Forwarder forwarder, LocalMail mail, RateLimits rates, OpenStreams streams, AnswerHeaders headers,
            DoorMetrics metrics, ApiDocs docs, Tracing tracing) {
        this.authenticator = authenticator;
        this.forwarder = forwarder;
        this.mail = mail;
        this.rates = rates;
        this.streams = streams;
        this.headers = headers;
        this.metrics = metrics;
        this.docs = docs;
        this.tracing = tracing;
    }

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(this::greet).failureHandler(this::failed);
        router.route().order(FIRST + 1).handler(this::admit).failureHandler(this::failed);
    }

    private void greet(RoutingContext context) {
        metrics.watch(context);
        // As it came: marking adds headers.
        Optional<Problem> refusal = HeadRules.refusal(context.request()).or(() -> BodyRules.refusal(context.request()));
        mark(context);
        if (refusal.isPresent()) {
            ProblemAnswer.send(context, refusal.get());
        } else {
            context.next();
        }
    }

    private void mark(RoutingContext context) {
        HttpServerRequest request = context.request();
        String requestId = RequestId.of(request);
        headers.put(context.response(), requestId);
        LogContext.request(requestId, CallersTrace.of(request, tracing));
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null) {
            ProblemAnswer.send(context, Problem.notFound("address", request.uri()));
        } else if (path.equals("/ready")) {
            context.next();
        } else if (mail.serves(path)) {
            mail.forward(context);
        } else if (docs.serves(path)) {
            docs.answer(context);
        } else {
            AccessTable.find(request.method().name(), path).ifPresentOrElse(operation -> identify(context, operation),
                    () -> turnAway(context, path));
        }
    }

    private static void turnAway(RoutingContext context, String path) {
        SortedSet<String> methods = AccessTable.methods(path);
        if (methods.isEmpty()) {
            ProblemAnswer.send(context, Problem.notFound("address", path));
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
            ProblemAnswer.send(context, Problem.ofStatus(405));
        }
    }

    private void identify(RoutingContext context, Operation operation) {
        tracing.name(operation.method(), operation.path());
        if (operation.isOpen()) {
            pass(context, operation, null);
            return;
        }
        String credential = Bearer.credential(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        authenticator.authenticate(credential).subscribe().with(caller -> {
            LogContext.merchant(caller.merchant());
            Optional<Problem> refusal = rates.refusal(caller, context.response())
                    .or(() -> operation.roles().contains(caller.role()) ? Optional.empty() : Optional.of(wrongRole(operation, caller)));
            if (refusal.isPresent()) {
                ProblemAnswer.send(context, refusal.get());
                return;
            }
            if (operation.lasting()) {
                HttpServerResponse response = context.response();
                streams.watch(credential, () -> response.ended() || response.closed(), () -> context.request().connection().close());
            }
            pass(context, operation, caller);
        }, failure -> refuse(context, failure));
    }

    private void pass(RoutingContext context, Operation operation, Caller caller) {
        if (operation.target() == Target.GATEWAY) {
            context.next();
        } else {
            forwarder.forward(context, operation, caller);
        }
    }

    private static Problem wrongRole(Operation operation, Caller caller) {
        String wanted = operation.roles().stream().sorted().map(Door::quoted).collect(Collectors.joining(" or "));
        return Problem.forbidden("This call needs a key with the role " + wanted + "; yours has the role " + quoted(caller.role()) + ".");
    }

    private static String quoted(Role role) {
        return "\"" + role.name().toLowerCase(Locale.ROOT) + "\"";
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem) {
            ProblemAnswer.send(context, problem);
        } else {
            LOG.warn("A key could not be looked up", failure);
            ProblemAnswer.send(context, Problem.unavailable("API keys can't be checked at the moment.", RETRY_AFTER_SECONDS));
        }
    }

    /** What no resource and no proxy has answered: refused by the server itself, or a mistake of ours. */
    private void failed(RoutingContext context) {
        // An address that is none, such as "*", fails before any route is tried.
        mark(context);
        if (context.failure() instanceof Problem problem) {
            ProblemAnswer.send(context, problem);
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            ProblemAnswer.send(context, Problem.ofStatus(context.statusCode()));
        } else {
            LOG.error("Unexpected failure at the door", context.failure());
            ProblemAnswer.send(context, Problem.ofStatus(500));
        }
    }
}
