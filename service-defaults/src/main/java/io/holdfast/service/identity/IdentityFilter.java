package io.holdfast.service.identity;

import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * No request reaches a resource without a caller; {@code /internal} is for services only. A resource that {@link PermitAll} stands
 * on finds out by itself who may do what, by a signature in its address.
 */
public class IdentityFilter {

    private final Authenticator authenticator;
    private final CurrentCaller current;

    IdentityFilter(Authenticator authenticator, CurrentCaller current) {
        this.authenticator = authenticator;
        this.current = current;
    }

    @ServerRequestFilter
    public Uni<Response> identify(ContainerRequestContext request, SimpleResourceInfo resource) {
        String path = request.getUriInfo().getPath();
        if (path.equals("/ready") || path.startsWith("/local/") || resource.getResourceClass().isAnnotationPresent(PermitAll.class)) {
            return Uni.createFrom().nullItem();
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authenticator.authenticate(Bearer.credential(header)).map(caller -> {
            if (path.startsWith("/internal") && caller.role() != Role.SERVICE) {
                throw Problem.notFound("address", path);
            }
            current.set(caller);
            return null;
        });
    }
}
