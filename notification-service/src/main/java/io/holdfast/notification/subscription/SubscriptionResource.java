package io.holdfast.notification.subscription;

import io.holdfast.notification.subscription.SubscriptionStore.Subscription;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Locale;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Ends the mail to one reader, and takes it up again. The link says who that is; no key is needed. Looking at the page changes
 * nothing, because mail servers look at links before any reader does; a POST is what a mail client's own button sends (RFC 8058).
 */
@Path("/v1/mail/{token}")
@PermitAll
class SubscriptionResource {

    @CheckedTemplate(basePath = "")
    static class Pages {
        static native TemplateInstance subscription(Page page);
    }

    private final LinkKey key;
    private final SubscriptionStore subscriptions;

    SubscriptionResource(LinkKey key, SubscriptionStore subscriptions) {
        this.key = key;
        this.subscriptions = subscriptions;
    }

    @GET
    @Path("unsubscribe")
    public Uni<RestResponse<String>> look(@PathParam("token") String token) {
        return answer(token, reader -> Uni.createFrom().voidItem());
    }

    @POST
    @Path("unsubscribe")
    public Uni<RestResponse<String>> unsubscribe(@PathParam("token") String token) {
        return answer(token, subscriptions::end);
    }

    @POST
    @Path("subscribe")
    public Uni<RestResponse<String>> subscribe(@PathParam("token") String token) {
        return answer(token, subscriptions::resume);
    }

    private Uni<RestResponse<String>> answer(String token, Function<Reader, Uni<Void>> change) {
        return key.reader(token).flatMap(reader -> reader.isEmpty() ? Uni.createFrom().item(HtmlPage.of(Status.NOT_FOUND, broken()))
                : change.apply(reader.get()).flatMap(done -> subscriptions.find(reader.get())).map(found -> page(reader.get(), found)));
    }

    private static RestResponse<String> page(Reader reader, Subscription found) {
        if (found == null) {
            return HtmlPage.of(Status.NOT_FOUND, broken());
        }
        Page page = new Page(found.locale().getLanguage(), false, found.merchantName(), reader.address(), found.addressed(), found.isOn());
        return HtmlPage.of(Status.OK, Pages.subscription(page).setLocale(found.locale()).render());
    }

    private static String broken() {
        return Pages.subscription(Page.brokenLink()).setLocale(Locale.ENGLISH).render();
    }
}
