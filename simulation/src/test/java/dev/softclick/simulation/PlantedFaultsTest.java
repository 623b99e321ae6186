package dev.softclick.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.simulation.world.Seams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The checkers can fail: each planted fault is caught. */
class PlantedFaultsTest {
    private static final int SEEDS = 300;

    @Test
    void eachPlantedFaultIsCaught() {
        List<String> missed = new ArrayList<>();
        StringBuilder table = new StringBuilder("planted faults, who caught them, after how many seeds:\n");
        PlantedFaults.all().forEach((name, fault) -> {
            int seeds = 0;
            Campaign.Failure caught = null;
            while (caught == null && seeds < SEEDS) {
                caught = run(fault, ++seeds);
            }
            table.append(String.format("  %-45s %-18s %3d%n", name, caught == null ? "nobody" : caught.guard(), seeds));
            if (caught == null) {
                missed.add(name);
            }
        });
        System.out.print(table);
        assertThat(missed).isEmpty();
    }

    private static Campaign.Failure run(Supplier<Seams> fault, long seed) {
        return new Campaign(fault).run(seed);
    }
}
