package io.holdfast.catalog.forms;

import io.holdfast.service.paging.Cursor;
import io.holdfast.service.validation.Text;
import io.vertx.mutiny.sqlclient.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every form of input that the services take, in one resource of the tests. */
@Path("/v1/forms")
class FormsResource {

    private final Pool pool;

    FormsResource(Pool pool) {
        this.pool = pool;
    }

    enum Kind { SHOP, WAREHOUSE }

    record Line(@NotNull @Text(max = 64) String sku, @Min(1) @Max(1_000_000) long quantity) {}

    record Form(@NotNull @Size(max = 3, message = "may have up to {max} lines") List<@NotNull @Valid Line> lines, Kind kind, Instant at,
            Duration life, UUID id, Boolean flag, List<@Text(max = 8) String> codes, Map<String, @Text(max = 8) String> named) {}

    @POST
    public Form post(@NotNull @Valid Form form) {
        return form;
    }

    @GET
    @Path("/by-id/{id}")
    public String byId(@PathParam("id") UUID id) {
        return id.toString();
    }

    @GET
    @Path("/by-code/{code}")
    public String byCode(@PathParam("code") @Text(max = 64) String code) {
        return code;
    }

    @GET
    public int list(@QueryParam("limit") Integer limit, @QueryParam("kind") Kind kind, @QueryParam("q") @Text(max = 8) String q) {
        return Cursor.limit(limit);
    }

    @GET
    @Path("/stored")
    public Uni<String> stored(@QueryParam("text") String text) {
        return pool.preparedQuery("select $1::text").execute(io.vertx.mutiny.sqlclient.Tuple.of(text))
                .map(rows -> rows.iterator().next().getString(0));
    }
}
