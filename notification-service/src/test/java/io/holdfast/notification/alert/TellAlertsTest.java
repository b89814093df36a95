package io.holdfast.notification.alert;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.EventTypes;
import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class TellAlertsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final String TOLD = """
            with events as (
                select jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array' then o.envelope::jsonb
                    else jsonb_build_array(o.envelope::jsonb) end) as e from outbox o where o.type = $2)
            select e ->> 'subject' as subject, e ->> 'version' as version, (e - 'id' - 'time')::text as whole
            from events where e ->> 'merchant' = $1""";

    @Inject
    Shop shop;
    @Inject
    Pool pool;

    @Test
    @DisplayName("R66 alerts that another service lost are told again as they are, open and cleared, with the versions that they have")
    void alerts() {
        shop.tell(shop.variant("TEA", 5L, Map.of("PARIS", 4L), Map.of(), 1, MONDAY),
                shop.levels("TEA", Map.of("PARIS", 1L), Map.of(), 1, MONDAY),
                shop.variant("JAM", "Jam", 5L, true, false, 1, MONDAY), shop.level("JAM", true, 2, 1, MONDAY));
        shop.tell(shop.level("JAM", true, 9, 2, MONDAY.plusSeconds(60)));
        List<String> before = newest();
        assertEquals(3, before.size(), before::toString);
        tellAgain(shop.id(), 3);
        assertEquals(before, newest(), "the same, word for word");
        assertEquals(7, count());
    }

    @Test
    @DisplayName("R80 nobody but a service may ask, and only one merchant's are told")
    void others() {
        shop.tell(shop.variant("TEA", "Tea", 5L, true, false, 1, MONDAY), shop.level("TEA", true, 1, 1, MONDAY));
        shop.call().post("/internal/alerts/telling").then().statusCode(404);
        tellAgain("m-other", 0);
        assertEquals(1, count());
    }

    private static void tellAgain(String merchant, int alerts) {
        given().header("Authorization", TestTokens.service(merchant)).when().post("/internal/alerts/telling").then().statusCode(200)
                .body("alerts", equalTo(alerts));
    }

    /** Of each alert what its newest version says. */
    private List<String> newest() {
        TreeSet<String> told = new TreeSet<>();
        Map<String, Long> versions = new TreeMap<>();
        rows().forEach(row -> versions.merge(row[0], Long.valueOf(row[1]), Math::max));
        rows().stream().filter(row -> versions.get(row[0]).equals(Long.valueOf(row[1]))).forEach(row -> told.add(row[2]));
        return List.copyOf(told);
    }

    private int count() {
        return rows().size();
    }

    private List<String[]> rows() {
        List<String[]> rows = new ArrayList<>();
        pool.preparedQuery(TOLD).execute(Tuple.of(shop.id(), EventTypes.ALERT_CHANGED)).await().atMost(Duration.ofSeconds(5)).forEach(row ->
                rows.add(new String[] {row.getString("subject"), row.getString("version"), row.getString("whole")}));
        return rows;
    }
}
