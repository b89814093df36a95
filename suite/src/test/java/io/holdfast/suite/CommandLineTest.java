package io.holdfast.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.CommandLine.Command;
import io.holdfast.suite.bench.BenchOptions;
import io.holdfast.suite.bench.Measure;
import io.holdfast.suite.torture.TortureOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void nothingAsksForHelp() {
        assertEquals(Command.HELP, parse("").command());
        assertEquals(Command.HELP, parse("--help").command());
    }

    @Test
    void aDemoOfAFile() {
        CommandLine line = parse("demo --orders mine.csv --fresh");
        assertEquals(new CommandLine(Command.DEMO, Optional.of("mine.csv"), true, Optional.empty(), BenchOptions.USUAL, TortureOptions.USUAL), line);
    }

    @Test
    void theBenchMeasuresAllButGrowthUnlessToldOtherwise() {
        assertEquals(BenchOptions.USUAL, parse("bench").bench());
        assertTrue(!parse("bench").bench().measures().contains(Measure.GROWTH));
        assertTrue(parse("bench --growth").bench().measures().contains(Measure.GROWTH));
    }

    @Test
    void theBenchMeasuresOnlyWhatIsNamed() {
        BenchOptions bench = parse("bench --short --only hot,one-statement --record").bench();
        assertEquals(new BenchOptions(Set.of(Measure.HOT, Measure.ONE_STATEMENT), true, true, Optional.empty()), bench);
    }

    @Test
    void theBenchComparesWithAnotherBuild() {
        assertEquals(Optional.of("../before"), parse("bench --beside ../before --only low").bench().beside());
        assertRefused("bench --beside", "--beside needs the folder of another build");
    }

    @Test
    void theTortureTakesItsOptionsInAnyOrder() {
        TortureOptions torture = parse("--short --seed 42 torture --only poison,kill-stock --seconds 30").torture();
        assertEquals(new TortureOptions(List.of("poison", "kill-stock"), true, Optional.of(42L), Optional.of(30)), torture);
    }

    @Test
    void everyMeasureIsInTheHelp() {
        Arrays.stream(Measure.values()).forEach(measure -> assertTrue(CommandLine.HELP.contains(measure.id()), measure.id()));
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithWhatIs() {
        assertRefused("bench --only hot,cold", "'cold' can't be measured; there are hot, wide, ");
        assertRefused("bench --only", "--only needs names of what is to be done");
        assertRefused("demo --orders", "--orders needs a file");
        assertRefused("bench --orders mine.csv", "--orders belongs to ./holdfast demo");
        assertRefused("up --short", "--short does not belong to that command");
        assertRefused("bench --seed 1", "--seed belongs to ./holdfast torture");
        assertRefused("torture --growth", "--growth belongs to ./holdfast bench");
        assertRefused("torture --only rain", "'rain' is no fault; there are kill-gateway, ");
        assertRefused("torture --seed x", "--seed needs a whole number");
        assertRefused("torture --seconds 0", "--seconds needs 1 to 3600");
        assertRefused("up bench", "One command at a time");
        assertRefused("fly", "'fly' is not understood");
    }

    private static void assertRefused(String line, String why) {
        String message = assertThrows(UserError.class, () -> parse(line)).getMessage();
        assertTrue(message.contains(why), message);
    }

    private static CommandLine parse(String line) {
        return CommandLine.parse(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
