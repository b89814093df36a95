package io.holdfast.notification.digest;

import io.holdfast.notification.subscription.HtmlPage;
import io.holdfast.notification.subscription.Reader;
import io.holdfast.notification.subscription.Readers;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.RestResponse;

/** The rest of a digest that was cut: all that is below now, for those whom the mail goes to. No key is needed, the link is one. */
@Path("/v1/mail/{token}")
@PermitAll
class ListResource {

    private final Transactions transactions;
    private final Readers readers;
    private final RecipientStore recipients;
    private final ContentStore contents;
    private final DigestWords words;

    ListResource(Transactions transactions, Readers readers, RecipientStore recipients, ContentStore contents, DigestWords words) {
        this.transactions = transactions;
        this.readers = readers;
        this.recipients = recipients;
        this.contents = contents;
        this.words = words;
    }

    @GET
    @Path("list")
    public Uni<RestResponse<String>> list(@PathParam("token") String token) {
        return readers.of(token)
                .onItem().ifNull().failWith(() -> Problem.notFound("address", "/v1/mail/…/list"))
                .flatMap(this::list);
    }

    private Uni<RestResponse<String>> list(Reader reader) {
        return transactions.ofAtOneMoment(reader.merchant(), transaction -> recipients.find(transaction, reader.merchant())
                .flatMap(recipient -> contents.read(transaction, recipient, recipient.today(), Limits.ITEMS_PER_LIST, Map.of())
                        .map(content -> HtmlPage.of(Status.OK, words.page(content, recipient.locale())))));
    }
}
