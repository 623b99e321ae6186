package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkTimer;
import dev.softclick.link.NamedWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/technical/timers.md tells of the waits is what they are. */
class TimersPageTest {
    private static List<NamedWait> waits() {
        List<NamedWait> waits = new ArrayList<>(List.of(LinkTimer.values()));
        waits.addAll(ModemTimer.settable());
        return waits;
    }

    private static String row(NamedWait wait) {
        return "| `" + wait.label() + "` | " + NamedWait.text(wait.usual()) + " | " + NamedWait.text(wait.least()) + " to " + NamedWait.text(wait.most()) + " | "
                + wait.meaning() + " | " + wait.source() + " |";
    }

    @Test
    void theDocumentedTableIsTheOneInForce() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/technical/timers.md")).stream().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows).isEqualTo(waits().stream().map(TimersPageTest::row).toList());
    }

    @Test
    void noTwoHaveOneName() {
        assertThat(waits()).extracting(NamedWait::label).doesNotHaveDuplicates();
    }

    @Test
    void eachDefaultIsWithinItsRangeAndInForce() {
        for (NamedWait wait : waits()) {
            assertThat(wait.check(wait.usual())).isEqualTo(wait.usual());
            Duration tooLong = wait.most().plusMillis(1);
            assertThatIllegalArgumentException().isThrownBy(() -> wait.check(tooLong)).withMessageContaining(NamedWait.text(wait.most()));
        }
        for (LinkTimer timer : LinkTimer.values()) {
            assertThat(LinkSettings.defaults().length(timer)).isEqualTo(timer.usual());
            assertThat(LinkSettings.defaults().withTimer(timer, timer.most()).length(timer)).isEqualTo(timer.most());
        }
        for (ModemTimer timer : ModemTimer.settable()) {
            ModemSettings settings = ModemSettings.defaults("1");
            assertThat(settings.length(timer)).isEqualTo(timer.usual());
            assertThat(settings.withTimer(timer, timer.most()).length(timer)).isEqualTo(timer.most());
        }
    }
}
