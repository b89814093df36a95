package io.holdfast.catalog.forms;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What a mistake would look like: it counts products and forgets whose. */
@Path("/v1/forgetful")
class ForgetfulResource {

    private final Transactions transactions;
    private final Pool pool;

    ForgetfulResource(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    @GET
    @Path("nobody")
    public Uni<Long> nobodys() {
        return pool.withTransaction(ForgetfulResource::products);
    }

    @GET
    @Path("everybody")
    public Uni<Long> everybodys() {
        return transactions.ofAllMerchants(ForgetfulResource::products);
    }

    @GET
    @Path("{merchant}")
    public Uni<Long> of(@PathParam("merchant") String merchant) {
        return transactions.of(merchant, ForgetfulResource::products);
    }

    private static Uni<Long> products(SqlClient client) {
        return client.query("select count(*) from product").execute().map(rows -> rows.iterator().next().getLong(0));
    }
}
