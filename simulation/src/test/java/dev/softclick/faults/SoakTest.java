package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short soak; {@code softclick.soak.seconds} makes it a long one, {@code softclick.soak.seed} draws the faults of an earlier one again. */
class SoakTest {
    private static final int SHORT_SECONDS = 15;

    @Test
    void nothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
        int seconds = Integer.getInteger("softclick.soak.seconds", SHORT_SECONDS);
        long seed = Long.getLong("softclick.soak.seed", new Random().nextInt(1_000_000));
        String block = new Soak(folder, Duration.ofSeconds(seconds), seed).run();
        if (seconds > SHORT_SECONDS) {
            System.out.print(block);
        }
        assertThat(block).contains("lost 0");
    }
}
