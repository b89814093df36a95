package io.holdfast.catalog.importing;

import static org.awaitility.Awaitility.await;

import io.holdfast.catalog.product.Catalogue;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A merchant's imports, as the API tells them. */
public final class Imports {

    private static final int ASKED_TIMES = 300;

    private final Catalogue shop;

    public Imports(Catalogue shop) {
        this.shop = shop;
    }

    public Response send(String csv) {
        return send(csv.getBytes(StandardCharsets.UTF_8));
    }

    Response send(byte[] csv) {
        return shop.call().contentType("text/csv").body(csv).post("/v1/imports");
    }

    String begin(String csv) {
        return send(csv).then().statusCode(202).extract().path("id");
    }

    JsonPath get(String id) {
        return shop.call().get("/v1/imports/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** The import once it has ended. Who waits for long asks less often: asking ten times a second was a quarter of a large import's work. */
    JsonPath ended(String id, Duration patience) {
        await().atMost(patience).pollInterval(patience.dividedBy(ASKED_TIMES)).until(() -> !get(id).getString("state").equals("RUNNING"));
        return get(id);
    }

    /** Imports a file; what became of it, e.g. {@code "DONE 3 of 4"}. */
    public String run(String csv) {
        JsonPath ended = ended(begin(csv), Duration.ofSeconds(30));
        return ended.getString("state") + " " + ended.getLong("done") + " of " + ended.getLong("total");
    }
}
