package io.holdfast.gateway.door;

import io.holdfast.gateway.docs.ApiDocs;
import io.holdfast.gateway.door.RoutingTable.Line;
import io.holdfast.gateway.door.RoutingTable.Target;
import io.holdfast.service.identity.Authenticator;
import io.holdfast.service.identity.Bearer;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
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
    private final ApiDocs docs;

    Door(Authenticator authenticator, Forwarder forwarder, LocalMail mail, ApiDocs docs) {
        this.authenticator = authenticator;
        this.forwarder = forwarder;
        this.mail = mail;
        this.docs = docs;
    }

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(this::greet).failureHandler(Door::failed);
        router.route().order(FIRST + 1).handler(this::admit).failureHandler(Door::failed);
    }

    private void greet(RoutingContext context) {
        mark(context);
        Optional<Problem> refusal = BodyRules.refusal(context.request());
        if (refusal.isPresent()) {
            ProblemAnswer.send(context, refusal.get());
        } else {
            context.next();
        }
    }

    /** What every answer carries. */
    private static void mark(RoutingContext context) {
        context.response()
                .putHeader(RequestId.HEADER, RequestId.of(context.request()))
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private void admit(RoutingContext context) {
        String path = context.request().path();
        if (path == null) {
            ProblemAnswer.send(context, Problem.notFound("address", context.request().uri()));
        } else if (path.equals("/ready") || path.startsWith("/q/")) {
            context.next();
        } else if (mail.serves(path)) {
            mail.forward(context);
        } else if (docs.serves(path)) {
            docs.answer(context);
        } else {
            RoutingTable.find(path).ifPresentOrElse(line -> identify(context, line),
                    () -> ProblemAnswer.send(context, Problem.notFound("address", path)));
        }
    }

    private void identify(RoutingContext context, Line line) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        authenticator.authenticate(Bearer.credential(header))
                .subscribe().with(caller -> pass(context, line, caller), failure -> refuse(context, failure));
    }

    private void pass(RoutingContext context, Line line, Caller caller) {
        if (caller.role() != line.role()) {
            ProblemAnswer.send(context, Problem.forbidden("This call needs a key with the role \""
                    + line.role().name().toLowerCase() + "\"; yours has the role \"" + caller.role().name().toLowerCase() + "\"."));
        } else if (line.target() == Target.GATEWAY) {
            context.next();
        } else {
            forwarder.forward(context, line, caller);
        }
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
    private static void failed(RoutingContext context) {
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
