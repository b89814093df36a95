package io.holdfast.service.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses an {@code Accept} that can't be read before anything is done. The platform reads it only when it writes the answer:
 * what was asked would have been done by then, and its answer lost.
 */
public class AcceptFilter {

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals(MediaType.WILDCARD) || accept.equals(MediaType.APPLICATION_JSON)) {
            return;
        }
        try {
            request.getAcceptableMediaTypes();
        } catch (IllegalArgumentException | jakarta.ws.rs.BadRequestException e) {
            throw Problem.unreadable("The header Accept is \"" + accept + "\", which is no list of media types. Answers are application/json.");
        }
    }
}
