package io.holdfast.suite.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondWitnessTest {

    private static final String RACE = "2026-03-02 08:15:30.123 UTC [7] ERROR:  duplicate key value violates unique constraint \"movement_pkey\"\n";
    private static final String BROKEN = "2026-03-02 08:15:30.123 UTC [7] ERROR:  new row for relation \"level\" violates check constraint \"level_reserved_check\"\n";

    @TempDir
    Path folder;

    @Test
    void whatTheSchemaHadToRefuseIsFoundWithHowOften() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), RACE);
        SecondWitness witness = SecondWitness.of(Optional.of(log));
        assertEquals(List.of(), witness.findings());
        Files.writeString(log, RACE + BROKEN + RACE, StandardOpenOption.APPEND);
        assertEquals(List.of(
                "PostgreSQL had to refuse what no rule let through, 2 times: duplicate key value violates unique constraint \"movement_pkey\"",
                "PostgreSQL had to refuse what no rule let through, 1 times: new row for relation \"level\" violates check constraint \"level_reserved_check\""),
                witness.findings());
    }

    @Test
    void aStatementThatCanNeverWorkIsFound() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "");
        SecondWitness witness = SecondWitness.of(Optional.of(log));
        Files.writeString(log, "2026-03-02 08:15:30.123 UTC [7] ERROR:  column d.sent_at does not exist at character 138\n");
        assertEquals(List.of("PostgreSQL had to refuse what no rule let through, 1 times: column d.sent_at does not exist"), witness.findings());
    }

    @Test
    void aKeyThatTwoReplicasMayTakeAtOnceIsNoFinding() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "");
        SecondWitness witness = SecondWitness.of(Optional.of(log));
        Files.writeString(log, "2026-03-02 08:15:30.123 UTC [7] ERROR:  duplicate key value violates unique constraint \"answer_to_key_pkey\"\n");
        assertEquals(List.of(), witness.findings());
        assertEquals(List.of(), SecondWitness.of(Optional.empty()).findings());
    }
}
