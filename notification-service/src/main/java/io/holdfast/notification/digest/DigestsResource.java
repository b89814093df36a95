package io.holdfast.notification.digest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.notification.subscription.MailLinks;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.StockQuestions.Holders;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The digests that were sent, and the one that would be sent now. */
@Path("/v1/digests")
@Produces("application/json")
class DigestsResource {

    private static final LocalDate AFTER_ALL = LocalDate.of(9999, 12, 31);

    private final Transactions transactions;
    private final RecipientStore recipients;
    private final ContentStore contents;
    private final DigestStore digests;
    private final HeldStock heldStock;
    private final DigestWords words;
    private final MailLinks links;
    private final CurrentCaller caller;

    DigestsResource(Transactions transactions, RecipientStore recipients, ContentStore contents, DigestStore digests, HeldStock heldStock,
            DigestWords words, MailLinks links, CurrentCaller caller) {
        this.transactions = transactions;
        this.recipients = recipients;
        this.contents = contents;
        this.digests = digests;
        this.heldStock = heldStock;
        this.words = words;
        this.links = links;
        this.caller = caller;
    }

    /** What would be sent now; without words where there is nothing to say, for then nothing is sent. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DigestPreview")
    record Preview(String subject, String html, String text, long newItems, long continuingItems) {

        static Preview nothing() {
            return new Preview(null, null, null, 0, 0);
        }

        static Preview of(Rendered mail, DigestContent content) {
            return new Preview(mail.subject(), mail.html(), mail.text(), content.newItems().count(), content.continuingItems().count());
        }
    }

    @GET
    @Path("/preview")
    @Operation(operationId = "previewDigest", summary = "The digest that would be sent now")
    public Uni<Preview> preview() {
        String merchant = caller.merchant();
        return content(merchant, Map.of(), (recipient, content) -> content.skus())
                .flatMap(skus -> heldStock.of(merchant, skus))
                .flatMap(holders -> content(merchant, holders, (recipient, content) -> content.isEmpty() ? Preview.nothing()
                        : Preview.of(words.render(content, recipient.locale(), links.ofNobody()), content)));
    }

    private <T> Uni<T> content(String merchant, Map<String, Holders> holders, BiFunction<Recipient, DigestContent, T> use) {
        return transactions.ofAtOneMoment(merchant, transaction -> recipients.find(transaction, merchant)
                .onItem().ifNull().failWith(() -> Problem.unavailable("The merchant's record has not arrived here yet.", 1))
                .flatMap(recipient -> contents.read(transaction, recipient, recipient.today(), Limits.ITEMS_PER_DIGEST, holders)
                        .map(content -> use.apply(recipient, content))));
    }

    @GET
    @Operation(operationId = "listDigests", summary = "The digests that were sent")
    public Uni<Page<SentDigest>> history(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int size = Cursor.limit(limit);
        LocalDate before = Cursor.decode(cursor, DigestsResource::date);
        return digests.history(caller.merchant(), before == null ? AFTER_ALL : before, size + 1)
                .map(rows -> Page.of(rows, size, SentDigest::date));
    }

    private static LocalDate date(String key) {
        try {
            return LocalDate.parse(key);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
