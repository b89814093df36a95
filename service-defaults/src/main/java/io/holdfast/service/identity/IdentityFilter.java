package io.holdfast.service.identity;

import io.holdfast.service.identity.Caller.Role;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** No request reaches a resource without a caller; {@code /internal} is for services only. */
public class IdentityFilter {

    private final Authenticator authenticator;
    private final CurrentCaller current;

    IdentityFilter(Authenticator authenticator, CurrentCaller current) {
        this.authenticator = authenticator;
        this.current = current;
    }

    @ServerRequestFilter
    public Uni<Response> identify(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.equals("/ready") || path.startsWith("/local/")) {
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
