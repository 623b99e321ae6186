package dev.softclick.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void isHeardThroughTheStreamThatWasAnnouncedAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"), "files have no inodes here");
        Path stream = Files.createFile(folder.resolve("stream"));
        Path other = Files.createFile(folder.resolve("other"));
        String announced = Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");

        assertThat(Journal.heard(announced, stream)).isTrue();
        assertThat(Journal.heard(announced, other)).isFalse();
        assertThat(Journal.heard("", stream)).isFalse();
        assertThat(Journal.heard("what is that", stream)).isFalse();
        assertThat(Journal.heard(announced, folder.resolve("missing"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ERROR,<3>", "WARN,<4>", "INFO,<6>", "DEBUG,<7>"})
    void takesALinesPriority(String level, String priority) {
        assertThat(line(Level.toLevel(level), LogSetup.pattern(Level.WARN, true))).isEqualTo(priority + "softclick: said\n");
        assertThat(line(Level.toLevel(level), LogSetup.pattern(Level.WARN, false))).isEqualTo("softclick: said\n");
    }

    @Test
    void hasTheTimeItself() {
        assertThat(line(Level.INFO, LogSetup.pattern(Level.INFO, true))).isEqualTo("<6>softclick: said [JournalTest]\n");
    }

    private static String line(Level level, String pattern) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        return layout.doLayout(new LoggingEvent(JournalTest.class.getName(), context.getLogger(JournalTest.class), level, "said", null, null));
    }
}
