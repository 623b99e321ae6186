package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.port.posix.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "pseudo terminals are Linux only")
class PtyLinkTest {
    @TempDir
    Path folder;

    private PtyPort opened(Path link) throws IOException {
        PtyPort port = new PtyPort(link);
        port.open(new Recorder());
        return port;
    }

    private void assertRefused(Path link) {
        try (PtyPort port = new PtyPort(link)) {
            assertThatThrownBy(() -> port.open(new Recorder()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(link + " exists and is not a softclick link: choose another --port pty:LINK");
        }
    }

    @Test
    void theLinkLeadsToTheTerminalAndGoesWithThePort() throws IOException {
        Path link = folder.resolve("modem");
        try (PtyPort port = opened(link)) {
            assertThat(port.address()).isEqualTo("pty:" + link);
            assertThat(Files.readSymbolicLink(link)).hasToString(port.path().orElseThrow());
        }
        try (Stream<Path> rest = Files.list(folder)) {
            assertThat(rest).isEmpty();
        }
    }

    @Test
    void whatIsSomebodyElsesIsRefusedAndStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path other = Files.createSymbolicLink(folder.resolve("other"), file);
        assertRefused(file);
        assertRefused(directory);
        assertRefused(other);
        assertThat(file).hasContent("mine");
        assertThat(Files.isDirectory(directory)).isTrue();
        assertThat(Files.readSymbolicLink(other)).isEqualTo(file);
    }

    @Test
    void aLinkToATerminalThatIsInUseIsRefused() throws IOException {
        try (Pty terminal = Pty.open()) {
            assertRefused(Files.createSymbolicLink(folder.resolve("live"), Path.of(terminal.path())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/pts/999999", "/nowhere", "nowhere"})
    void aLinkThatLeadsNowhereIsReplaced(String target) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("stale"), Path.of(target));
        try (PtyPort port = opened(link)) {
            assertThat(Files.readSymbolicLink(link)).hasToString(port.path().orElseThrow());
        }
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aLinkOlderThanTheTerminalItPointsToIsReplaced() throws IOException {
        Path link = folder.resolve("reused");
        try (Pty terminal = Pty.open()) {
            Files.createSymbolicLink(link, Path.of(terminal.path()));
            Files.getFileAttributeView(link, java.nio.file.attribute.BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(java.nio.file.attribute.FileTime.fromMillis(0), null, null);
            try (PtyPort port = opened(link)) {
                assertThat(Files.readSymbolicLink(link)).hasToString(port.path().orElseThrow());
            }
        }
    }

    @Test
    void aLinkOfARunningPortIsRefusedUnderAnyName() throws IOException {
        Path link = folder.resolve("taken");
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), folder);
        try (PtyPort first = opened(link);
                PtyPort second = new PtyPort(alias.resolve("taken"))) {
            assertThatThrownBy(() -> second.open(new Recorder()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is the line of another running softclick: choose another --port pty:LINK");
            assertThat(Files.readSymbolicLink(link)).hasToString(first.path().orElseThrow());
        }
        opened(link).close();
    }

    @Test
    void aLinkThatIsNoLongerOursStays() throws IOException {
        Path link = folder.resolve("replaced");
        try (PtyPort port = opened(link)) {
            Files.delete(link);
            Files.writeString(link, "theirs");
        }
        assertThat(link).hasContent("theirs");
    }

    @Test
    void aMissingFolderIsNamed() {
        try (PtyPort port = new PtyPort(folder.resolve("no/modem"))) {
            assertThatThrownBy(() -> port.open(new Recorder()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("pty:" + folder + "/no/modem: the folder " + folder + "/no does not exist");
        }
    }
}
