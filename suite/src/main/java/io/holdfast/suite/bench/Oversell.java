package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Suite;
import java.util.List;

/** 500 units and 2,000 buyers at once, half of them at each of two replicas: exactly 500 are accepted. */
final class Oversell {

    private static final int UNITS = 500;
    private static final int BUYERS = 2_000;
    private static final double PATIENCE_SECONDS = 60;

    private final Suite suite;
    private final Ground ground;
    private final Say say;

    Oversell(Suite suite, Ground ground, Say say) {
        this.suite = suite;
        this.ground = ground;
        this.say = say;
    }

    /** @param crowds how often, each time for another SKU */
    void measure(Report report, int crowds) {
        List<String> doors = List.of(suite.gateway(), suite.launchReplica());
        for (int crowd = 1; crowd <= crowds; crowd++) {
            Stock few = new Stock("FEW-" + crowd, 1);
            ground.shop().stock(few, UNITS);
            Sample sample = ground.load().run(new Job.Http(doors, ground.shop().key(), BareStock.CHANNEL, few, "crowd-" + crowd + "-",
                    BUYERS, 0, BUYERS, PATIENCE_SECONDS));
            long reserved = ground.reserved(few);
            String told = String.format("oversell: %d units, %d buyers at once, two replicas: answers %s, %d reserved",
                    UNITS, BUYERS, sample.answers(), reserved);
            report.promise(told, sample.answered("201") == UNITS && reserved == UNITS);
            say.line("  %s, in %.1f s", told, sample.seconds());
        }
        suite.stopReplica();
    }
}
