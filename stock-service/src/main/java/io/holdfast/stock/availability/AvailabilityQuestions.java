package io.holdfast.stock.availability;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Page;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.availability.AvailabilityResource.Availability;
import io.holdfast.stock.counting.ItemStore;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** What a channel may sell of many SKUs, for the service that tells it. An unknown or archived SKU is not in the answer. */
@Path("/internal/availability")
public class AvailabilityQuestions {

    private final ItemStore items;
    private final CurrentCaller caller;

    AvailabilityQuestions(ItemStore items, CurrentCaller caller) {
        this.items = items;
        this.caller = caller;
    }

    /** SKUs that are asked for. */
    public record Question(@NotNull @Text(max = Limits.CODE_CODE_POINTS) String channel,
            @NotNull @Size(max = Limits.SKUS_PER_QUESTION) List<@NotNull String> skus) {}

    @POST
    public Uni<Page<Availability>> answer(@Valid @NotNull Question question) {
        return items.read(caller.merchant(), question.skus())
                .map(found -> new Page<>(AvailabilityResource.of(question.channel(), found), null));
    }
}
