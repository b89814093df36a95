package io.holdfast.notification.subscription;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** A page for one pair of eyes: it runs nothing, loads nothing, is kept nowhere, and tells no other page its address. */
public final class HtmlPage {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private HtmlPage() {}

    public static RestResponse<String> of(Status status, String html) {
        return ResponseBuilder.create(status, html)
                .header("Content-Type", "text/html;charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header("Cache-Control", "no-store")
                .build();
    }
}
