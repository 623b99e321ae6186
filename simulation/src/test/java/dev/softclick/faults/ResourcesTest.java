package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The soak sees what piles up, and nothing else. */
class ResourcesTest {
    private static final int LOOKS = 9;
    private static final long MIB = 1 << 20;

    private final Resources resources = new Resources(Duration.ofMinutes(3));

    private static List<String> grown(Resources resources) {
        return resources.grown(1.15, 4 * MIB, 4, 8);
    }

    @Test
    void aThreadALookIsToldByItsName() {
        for (int i = 0; i < LOOKS; i++) {
            resources.add(new Resources.Look(MIB, Map.of("leak-#", 2 * i, "main", 1), 10));
        }
        assertThat(grown(resources)).containsExactly("threads: {leak-#=6}");
    }

    @Test
    void descriptorsAndHeapThatStayAreTold() {
        for (int i = 0; i < LOOKS; i++) {
            resources.add(new Resources.Look((10 + 3 * i) * MIB, Map.of("main", 1), 10 + 3 * i));
        }
        assertThat(grown(resources)).containsExactly("heap", "descriptors");
    }

    @Test
    void aBurstIsNoGrowth() {
        for (int i = 0; i < LOOKS; i++) {
            boolean burst = i == LOOKS - 1;
            resources.add(new Resources.Look(burst ? 100 * MIB : MIB, Map.of("main", burst ? 50 : 1), burst ? 500 : 10));
        }
        assertThat(grown(resources)).isEmpty();
    }

    @Test
    void aPoolThatFillsIsNoGrowth() {
        for (int i = 0; i < LOOKS; i++) {
            resources.add(new Resources.Look(MIB, Map.of("softclick-cloud-worker-#-#", 2 * i, "test-proxy-to-broker", 2 * i, "main", 1), 10));
        }
        assertThat(grown(resources)).isEmpty();
    }

    @Test
    void aShortRunTellsNothing() {
        Resources brief = new Resources(Duration.ofSeconds(15));
        for (int i = 0; i < LOOKS; i++) {
            brief.add(new Resources.Look(MIB, Map.of("leak-#", 2 * i), 10));
        }
        assertThat(grown(brief)).isEmpty();
        assertThat(brief.block()).contains("too short to tell");
    }
}
