package io.holdfast.service.identity;

import io.holdfast.service.LogContext;
import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * No request reaches a resource without a caller. {@code /internal} is for services only, a read key changes nothing, and
 * what the key of one channel may reach is said by {@link ChannelKeyRules}. A resource that {@link PermitAll} stands on finds
 * out by itself who may do what, by a signature in its address.
 */
public class IdentityFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Authenticator authenticator;
    private final CurrentCaller current;
    private final ChannelKeyRules channelKeys;

    IdentityFilter(Authenticator authenticator, CurrentCaller current, ChannelKeyRules channelKeys) {
        this.authenticator = authenticator;
        this.current = current;
        this.channelKeys = channelKeys;
    }

    @ServerRequestFilter
    public Uni<Response> identify(ContainerRequestContext request, SimpleResourceInfo resource) {
        String path = request.getUriInfo().getPath();
        if (path.equals("/ready") || path.startsWith("/local/") || resource.getResourceClass().isAnnotationPresent(PermitAll.class)) {
            return Uni.createFrom().nullItem();
        }
        LogContext.request(request.getHeaderString("X-Request-Id"), TraceParent.trace(request.getHeaderString("traceparent")));
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authenticator.authenticate(Bearer.credential(header)).flatMap(caller -> {
            if (path.startsWith("/internal") && caller.role() != Role.SERVICE) {
                throw Problem.notFound("address", path);
            }
            if (caller.role() == Role.READ && !READING.contains(request.getMethod())) {
                throw Problem.forbidden("A key with the role \"read\" changes nothing.");
            }
            current.set(caller);
            LogContext.merchant(caller.merchant());
            return caller.channel() == null ? Uni.createFrom().nullItem()
                    : channelKeys.check(request.getUriInfo(), caller).replaceWith(() -> null);
        });
    }
}
