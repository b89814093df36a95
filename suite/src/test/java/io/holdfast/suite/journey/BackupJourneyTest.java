package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.suite.client.Answer;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.testkit.Folders;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A backup is worth what its restore is worth. */
class BackupJourneyTest {

    private static final Path HOME = Path.of("target", "restored").toAbsolutePath();
    private final Suite suite = RunningSuite.get();

    @Test
    @DisplayName("R82 A suite that is restored from a backup taken while orders came in has every order answered before its end, and adds up")
    void restored() {
        assumeTrue(System.getenv("HOLDFAST_POSTGRES_URL") == null, "the server's files are not here");
        Shop shop = Shop.open(suite).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("KEPT", 1_000_000);
        List<Answer> before = new ArrayList<>();
        Folders.delete(HOME);
        EmbeddedPostgres.erase(HOME);
        try (OnlineBackup backup = OnlineBackup.begin(suite)) {
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> buyers = CompletableFuture.runAsync(() -> {
                for (int i = 0; !enough.get(); i++) {
                    before.add(shop.order(Shop.WEB, "during-" + i, "KEPT", 1));
                }
            });
            backup.copyTo(EmbeddedPostgres.dataFolder(HOME));
            enough.set(true);
            buyers.join();
            shop.order(Shop.WEB, "last", "KEPT", 1).orFail();
            backup.end();
        }
        assertTrue(before.size() > 1 && before.stream().allMatch(Answer::ok), "orders came in while it was copied");
        shop.order(Shop.WEB, "too-late", "KEPT", 1).orFail();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(HOME, 0); Suite again = new Suite(config(server))) {
            again.start(line -> System.getLogger("journeys").log(System.Logger.Level.INFO, line));
            Shop restored = shop.in(again);
            for (Answer answer : before) {
                assertEquals("UNPAID", restored.state(answer.body()));
            }
            assertEquals(1_000_000 - before.size() - 1, restored.available("KEPT"), "and nothing that came after it");
            restored.assertAuditClean();
            assertEquals(201, restored.order(Shop.WEB, "goes-on", "KEPT", 1).status());
        }
    }

    private static SuiteConfig config(EmbeddedPostgres server) {
        return SuiteConfig.of(Path.of(".."), HOME, false, Map.of("HOLDFAST_PORT", "0",
                "HOLDFAST_POSTGRES_URL", server.url().replace("//", "//postgres@")));
    }
}
