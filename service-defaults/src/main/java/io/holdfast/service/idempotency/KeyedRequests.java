package io.holdfast.service.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/** The edge: looks for the answer before a keyed POST is worked on, and keeps it before it is given. Without a key, nothing. */
public class KeyedRequests {

    private static final Logger LOG = Logger.getLogger(KeyedRequests.class);
    private static final String PROPERTY = KeyedRequests.class.getName();
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Uni<Response> GO_ON = Uni.createFrom().nullItem();
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();
    /** Refusals that say nothing of the request itself. */
    private static final Set<Integer> NOT_KEPT = Set.of(401, 403, 429);
    /** Members of answers that are shown once. */
    private static final Set<String> SECRETS = Set.of("adminKey", "key", "secret");

    private final CurrentCaller caller;
    private final CurrentKey current;
    private final RunningRequests running;
    private final AnswerStore store;
    private final ObjectMapper json;

    KeyedRequests(CurrentCaller caller, CurrentKey current, RunningRequests running, AnswerStore store, ObjectMapper json) {
        this.caller = caller;
        this.current = current;
        this.running = running;
        this.store = store;
        this.json = json;
    }

    /** After it is known who calls. */
    @ServerRequestFilter(priority = Priorities.USER + 100)
    public Uni<Response> look(ContainerRequestContext request, ResourceInfo operation) {
        if (!request.getMethod().equals(HttpMethod.POST) || request.getHeaderString(IdempotencyKey.HEADER) == null || !isPublic(request)) {
            return GO_ON;
        }
        String key = IdempotencyKey.of(request);
        ServerHttpRequest exchange = CurrentRequestManager.get().serverRequest();
        KeyedRequest keyed = new KeyedRequest(Once.owner(caller.get()), key, new RequestDigest(request.getUriInfo().getRequestUri()));
        running.enter(keyed, exchange.unwrap(RoutingContext.class));
        current.set(keyed);
        request.setProperty(PROPERTY, keyed);
        KeptWithEffect kept = operation.getResourceMethod().getAnnotation(KeptWithEffect.class);
        return kept != null && kept.streamed() ? GO_ON : read(keyed, request, exchange)
                .flatMap(read -> kept != null ? GO_ON : before(keyed));
    }

    private boolean isPublic(ContainerRequestContext request) {
        Caller calling = caller.get();
        return calling != null && request.getUriInfo().getPath().startsWith("/v1/");
    }

    private static Uni<KeyedRequest> read(KeyedRequest keyed, ContainerRequestContext request, ServerHttpRequest source) {
        return RequestBody.of(request, source).map(body -> {
            keyed.body().add(body);
            return keyed;
        });
    }

    /** The answer of the first request, where that has one. */
    private Uni<Response> before(KeyedRequest keyed) {
        return store.find(keyed).map(found -> {
            if (found.isEmpty()) {
                return null;
            }
            if (!found.get().request().equals(keyed.digest())) {
                throw Once.takenBefore(keyed);
            }
            if (found.get().answer() == null) {
                return null;
            }
            keyed.replayed();
            return found.get().answer().response();
        });
    }

    @ServerExceptionMapper
    public Response replay(Replay replay) {
        return replay.answer().response();
    }

    @ServerResponseFilter
    public Uni<Void> keep(ContainerRequestContext request, ContainerResponseContext response) {
        KeyedRequest keyed = (KeyedRequest) request.getProperty(PROPERTY);
        if (keyed == null) {
            return DONE;
        }
        if (keyed.isReplayed()) {
            response.getHeaders().putSingle(IdempotencyKey.REPLAYED, "true");
        }
        if (keyed.isSettled() || !isKept(keyed, response.getStatus())) {
            running.leave(keyed);
            return DONE;
        }
        return keep(keyed, response).onTermination().invoke(() -> running.leave(keyed));
    }

    private Uni<Void> keep(KeyedRequest keyed, ContainerResponseContext response) {
        StoredAnswer answer = answer(response);
        Uni<Boolean> first = keyed.isDecided() ? store.complete(keyed, answer) : store.answer(keyed, answer);
        return first.flatMap(mine -> mine ? DONE : store.find(keyed).invoke(known ->
                        become(response, known.filter(k -> k.answer() != null && k.request().equals(keyed.digest())).map(AnswerStore.Known::answer).orElse(null)))
                .replaceWithVoid()).onFailure().invoke(failure -> {
                    // What was done stays done: sent again, the request finds that, and is answered.
                    LOG.warnf("An answer could not be kept, and is not given: %s", failure.getMessage());
                    tell(response, Problem.unavailable("The answer could not be kept. Send the request again under the same key.", 1));
                }).onFailure().recoverWithNull();
    }

    /** What is refused for its form is refused alike each time, and its key is free for what was meant. */
    private static boolean isKept(KeyedRequest keyed, int status) {
        return status < 400 || status < 500 && keyed.isBegun() && !NOT_KEPT.contains(status);
    }

    private StoredAnswer answer(ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (entity == null) {
            return new StoredAnswer(response.getStatus(), null, header(response, "Location"), header(response, "ETag"), null);
        }
        try {
            JsonNode tree = json.valueToTree(entity);
            MediaType type = response.getMediaType();
            return SECRETS.stream().anyMatch(tree::has) ? StoredAnswer.of(IdempotencyKey.secretShown())
                    : new StoredAnswer(response.getStatus(), type == null ? JSON : type.toString(), header(response, "Location"), header(response, "ETag"),
                            json.writeValueAsString(entity));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer of ours can't be written", e);
        }
    }

    private static String header(ContainerResponseContext response, String name) {
        return Objects.toString(response.getHeaders().getFirst(name), null);
    }

    /** Another request under the key was first: its answer is this one's, too; null: it has none yet. */
    private static void become(ContainerResponseContext response, StoredAnswer first) {
        response.getHeaders().remove("Location");
        response.getHeaders().remove("ETag");
        if (first == null) {
            tell(response, IdempotencyKey.inUse());
            return;
        }
        response.setStatus(first.status());
        response.getHeaders().putSingle(IdempotencyKey.REPLAYED, "true");
        response.setEntity(first.body() == null ? null : new RawValue(first.body()), null,
                first.body() == null ? null : MediaType.valueOf(first.contentType()));
        if (first.location() != null) {
            response.getHeaders().putSingle("Location", first.location());
        }
        if (first.etag() != null) {
            response.getHeaders().putSingle("ETag", first.etag());
        }
    }

    private static void tell(ContainerResponseContext response, Problem problem) {
        response.setStatus(problem.status());
        if (problem.retryAfterSeconds() != null) {
            response.getHeaders().putSingle("Retry-After", problem.retryAfterSeconds());
        }
        response.setEntity(problem.document(), null, new MediaType("application", "problem+json"));
    }
}
