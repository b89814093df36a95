package io.holdfast.catalog.importing;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.catalog.product.Catalogue;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class LargeImportTest {

    private static final Logger LOG = Logger.getLogger(LargeImportTest.class);
    private static final int LINES = 100_000;
    /** Many chunks, too. */
    private static final int LINES_AGAIN = 20_000;
    /** The mark is a minute on two cores. A machine that does other work besides may take longer, but no more of its cores' time. */
    private static final Duration MARK = Duration.ofSeconds(2 * 60);
    /** Events of a transaction share rows. */
    private static final String EVENTS = """
            select coalesce(sum(case jsonb_typeof(e) when 'array' then jsonb_array_length(e) else 1 end), 0)
            from (select envelope::jsonb as e from outbox) as o where coalesce(e ->> 'merchant', e -> 0 ->> 'merchant') = '%s'""";
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Catalogue shop = Catalogue.ofNewMerchant();
    private final Imports imports = new Imports(shop);

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("100,000 lines are imported in bounded memory, the same lines again change nothing, and searching stays quick")
    void aHundredThousandLines() {
        StubStock.locations(shop.merchant(), "W1");
        assertEquals(0, imported(LINES, "first"));
        assertEquals(LINES, count("select count(*) from variant where merchant = '%s'"));
        assertEquals(LINES, StubStock.counts(shop.merchant()));
        long told = count(EVENTS);
        assertEquals(LINES, told);
        assertEquals(0, imported(LINES_AGAIN, "again"));
        assertEquals(told, count(EVENTS));
        assertEquals(LINES, StubStock.counts(shop.merchant()));
        shop.variant("SKU-099999").then().body("lowStock.threshold", equalTo(9));
        for (String query : List.of("", "?q=sku-0777", "?q=number%2077777", "?q=nothing%20like%20it", "?q=zz", "?q=e", "?alert=low", "?tracking=STATUS",
                "?q=number%2077777&tracking=STATUS")) {
            shop.list(query).then().statusCode(200);
            long begun = System.nanoTime();
            shop.list(query).then().statusCode(200);
            long ms = (System.nanoTime() - begun) / 1_000_000;
            LOG.infof("list %s: %d ms", query, ms);
            assertTrue(ms < 2_000, query + " took " + ms + " ms");
        }
    }

    /** Answers with the lines refused. */
    private int imported(int lines, String time) {
        byte[] file = file(lines);
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        Duration worked = worked();
        JsonPath ended = imports.ended(imports.send(file).then().statusCode(202).extract().path("id"), PATIENCE);
        assertEquals("DONE", ended.getString("state"));
        assertEquals(lines, ended.getInt("done"));
        long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
        worked = worked().minus(worked);
        LOG.infof("%d lines, %s: %d ms, of processors %d ms; peak heap of the whole test JVM %d MiB",
                lines, time, (System.nanoTime() - begun) / 1_000_000, worked.toMillis(), peak);
        assertTrue(worked.compareTo(MARK) < 0, "worked for " + worked);
        return ended.getInt("failed");
    }

    /** The time that this process and its PostgreSQL have had of processors. */
    private static Duration worked() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }

    private static byte[] file(int lines) {
        StringBuilder text = new StringBuilder("sku,name,threshold,unitCost,location,count\n");
        for (int i = 0; i < lines; i++) {
            text.append("SKU-%06d,Product number %d,%d,%d.99,W1,%d%n".formatted(i, i, i % 10, i % 50, i % 100));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long count(String sql) {
        return transactions.ofAllMerchants(all -> all.query(sql.formatted(shop.merchant())).execute())
                .await().atMost(Duration.ofSeconds(30)).iterator().next().getLong(0);
    }
}
