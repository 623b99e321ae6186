package dev.softclick.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.simulation.world.Seams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void promisesHoldForFiveHundredSeedsAndEachRareEventHappens() {
        Campaign campaign = new Campaign(() -> Seams.PRODUCT);
        for (long seed = 1; seed <= Campaign.MEANINGFUL; seed++) {
            assertThat(campaign.run(seed)).as("replay it with: simulate --seed " + seed).isNull();
        }
        assertThat(campaign.missing()).as("rare events that never happened").isEmpty();
    }

    @Test
    void aSeedIsReplayedWithItsTranscript() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Simulate.run(new PrintStream(out, true, StandardCharsets.UTF_8), "simulate", "--seed", "7");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("seed 7: ").contains("host>  ", "modem< ", "all is well");
        assertThat(code).isZero();
    }

    @Test
    void wrongUsageIsTold() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Simulate.run(to, "simulate")).isEqualTo(2);
        assertThat(Simulate.run(to, "--seeds", "many")).isEqualTo(2);
        assertThat(Simulate.run(to, "--seeds", "5", "--seed", "1")).isEqualTo(2);
        assertThat(Simulate.run(to, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("usage: simulate --seeds N");
    }
}
