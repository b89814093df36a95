package io.holdfast.stock.facts;

import io.holdfast.service.Limits;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What allocations have left, for the service that owns them. */
@Path("/internal/allocations/remaining")
public class RemainingResource {

    private static final String REMAINING = """
            select id, drawn, greatest(0, quantity - drawn) as remaining
            from allocation where merchant = $1 and id = any($2::uuid[]) order by id""";

    private final Pool pool;
    private final CurrentCaller caller;

    RemainingResource(Pool pool, CurrentCaller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Allocations that are asked for. */
    public record Ids(@NotNull @Size(max = Limits.LINES_PER_ADJUSTMENT) List<@NotNull UUID> ids) {}

    /** Units of one allocation. */
    public record Remaining(UUID id, long drawn, long remaining) {}

    @POST
    public Uni<Page<Remaining>> remaining(@Valid @NotNull Ids request) {
        Tuple parameters = Tuple.tuple().addValue(caller.merchant()).addValue(request.ids().toArray(UUID[]::new));
        return pool.preparedQuery(REMAINING).execute(parameters).map(rows -> {
            List<Remaining> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Remaining(row.getUUID("id"), row.getLong("drawn"), row.getLong("remaining"))));
            return new Page<>(all, null);
        });
    }
}
