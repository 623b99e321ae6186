package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "pseudo terminals are Linux only")
class PtyPortTest extends PortContract {
    @TempDir
    static Path folder;

    @Override
    Port create() {
        return new PtyPort(folder.resolve("contract"));
    }

    @Override
    Host attach(Port port) {
        Host host = Host.terminal(port.path().orElseThrow());
        // Until the port has seen its host it drops what it is given.
        host.write("!");
        await().until(() -> heard.count() == 1);
        heard.forget();
        return host;
    }

    private static PtyPort opened(String name, PortListener listener) throws IOException {
        PtyPort port = new PtyPort(folder.resolve(name));
        port.open(listener);
        return port;
    }

    @Test
    void dtrIsUpWhileAProgramHasItOpenAndDropsBehindItsLastByte() throws IOException {
        StringBuilder order = new StringBuilder();
        Recorder recorder = new Recorder() {
            @Override
            public void received(byte[] lent, int offset, int length) {
                order.append(new String(lent, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1));
                super.received(lent, offset, length);
            }

            @Override
            public void signalled(LineSignal signal) {
                order.append('<').append(signal.text()).append('>');
                super.signalled(signal);
            }
        };
        try (PtyPort port = new PtyPort(folder.resolve("dtr"), true)) {
            port.open(recorder);
            assertThat(port.tellsTerminalReady()).isTrue();
            String device = port.path().orElseThrow();
            for (int i = 1; i <= 20; i++) {
                try (Host host = Host.terminal(device)) {
                    host.write("A");
                    recorder.awaitBytes(2 * i - 1);
                    host.write("T");
                }
                int told = i;
                await().until(() -> recorder.signals().stream().filter(new LineSignal.TerminalReady(false)::equals).count() >= told);
            }
        }
        assertThat(order).hasToString("<DTR on>AT<DTR off>".repeat(20));
    }

    @Test
    void dtrIsNotToldUnlessAskedFor() throws IOException {
        Recorder recorder = new Recorder();
        try (PtyPort port = opened("quiet", recorder)) {
            try (Host host = Host.terminal(port.path().orElseThrow())) {
                host.write("AT");
            }
            recorder.awaitText("AT");
            try (Host host = Host.terminal(port.path().orElseThrow())) {
                host.write("+");
            }
            recorder.awaitText("AT+");
        }
        assertThat(recorder.signals()).isEmpty();
    }

    /** Answers every byte on the thread that brought it. */
    private static final class Echo extends Recorder {
        private PtyPort port;

        @Override
        public void received(byte[] lent, int offset, int length) {
            super.received(lent, offset, length);
            port.write(java.util.Arrays.copyOfRange(lent, offset, offset + length));
        }
    }

    @Test
    void aHostMayReopenAsOftenAsItLikesAndIsAnsweredAtOnce() throws IOException {
        Echo echo = new Echo();
        echo.port = new PtyPort(folder.resolve("reopen"));
        try (PtyPort port = echo.port) {
            port.open(echo);
            for (int i = 0; i < 200; i++) {
                try (Host host = Host.terminal(port.path().orElseThrow())) {
                    String word = "word " + i;
                    host.write(word);
                    assertThat(host.readText(word.length())).isEqualTo(word);
                }
            }
        }
    }

    @Test
    void aHostThatWritesAndClosesAtOnceLosesNothing() throws IOException {
        Recorder heard = new Recorder();
        StringBuilder sent = new StringBuilder();
        try (PtyPort port = opened("brief", heard)) {
            for (int i = 0; i < 200; i++) {
                try (Host host = Host.terminal(port.path().orElseThrow())) {
                    host.write("line " + i + "\r");
                }
                sent.append("line ").append(i).append('\r');
            }
            heard.awaitText(sent.toString());
        }
    }

    @Test
    void aHostGetsNothingOfWhatTheOneBeforeItLeftUnread() throws IOException {
        Echo echo = new Echo();
        echo.port = new PtyPort(folder.resolve("stale"));
        try (PtyPort port = echo.port) {
            port.open(echo);
            for (int i = 0; i < 100; i++) {
                int before = echo.count();
                try (Host leaver = Host.terminal(port.path().orElseThrow())) {
                    leaver.write("unread");
                    echo.awaitBytes(before + 6);
                }
                // Until the port has seen it go: then what still was to leave is dropped.
                echo.send(port, new byte[1 << 20]);
                try (Host next = Host.terminal(port.path().orElseThrow())) {
                    next.write("mine" + i);
                    assertThat(next.readText(5)).startsWith("mine");
                }
            }
        }
    }

    @Test
    void aHostThatIsBlockedWritingHoldsUpNobodyWhenItsOtherDescriptorIsClosed() throws IOException {
        byte[] much = new byte[1 << 18];
        Recorder full = new Recorder();
        Echo echo = new Echo();
        echo.port = new PtyPort(folder.resolve("free"));
        try (PtyPort blocked = opened("blocked", full);
                PtyPort free = echo.port) {
            free.open(echo);
            for (int i = 1; i <= 20; i++) {
                blocked.reading(false);
                // Two in a row the kernel may merge into one notice; then the first that is closed looks like the last.
                try (Host writing = Host.terminal(blocked.path().orElseThrow())) {
                    CompletableFuture<Void> written;
                    try (Host other = Host.terminal(blocked.path().orElseThrow())) {
                        written = writing.writeMeanwhile(much);
                    }
                    try (Host neighbour = Host.terminal(free.path().orElseThrow())) {
                        neighbour.write("mine");
                        assertThat(neighbour.readText(4)).isEqualTo("mine");
                    }
                    blocked.reading(true);
                    full.awaitBytes(i * much.length);
                    written.join();
                }
            }
        }
    }

    @Test
    void whatIsWrittenWhileNobodyIsThereIsDropped() throws IOException {
        Recorder heard = new Recorder();
        try (PtyPort port = opened("nobody", heard)) {
            assertThat(port.write(new byte[1 << 20])).isTrue();
            try (Host host = Host.terminal(port.path().orElseThrow())) {
                host.write("!");
                heard.awaitText("!");
                heard.send(port, new byte[] {'a'});
                assertThat(host.readText(1)).isEqualTo("a");
                assertThat(port.write(new byte[1 << 20])).isFalse();
            }
            await().until(() -> heard.drained.get() == 1);
            assertThat(port.write(new byte[1 << 20])).isTrue();
            try (Host host = Host.terminal(port.path().orElseThrow())) {
                host.write("?");
                heard.awaitText("!?");
                heard.send(port, new byte[] {'b'});
                assertThat(host.readText(1)).isEqualTo("b");
            }
        }
    }

    @Test
    void bytesSentWhileReadingWasOffArriveEvenFromAHostThatHasGone() throws IOException {
        Recorder heard = new Recorder();
        try (PtyPort port = opened("off", heard)) {
            port.reading(false);
            try (Host host = Host.terminal(port.path().orElseThrow())) {
                host.write("AT\r");
            }
            await().during(Duration.ofMillis(50)).until(() -> heard.count() == 0);
            port.reading(true);
            heard.awaitText("AT\r");
        }
    }

    @Test
    void fiftyIdlePortsShareOneThreadThatSleeps() throws IOException {
        List<PtyPort> ports = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                ports.add(opened("many" + i, new Recorder()));
            }
            try (Host once = Host.terminal(ports.getFirst().path().orElseThrow())) {
                once.write("x");
            }
            List<Path> threads = threadsNamed("softclick-tty");
            assertThat(threads).hasSize(1);
            await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(60)).until(new Steady(threads.getFirst()));
        } finally {
            ports.forEach(PtyPort::close);
        }
    }

    /** Whether a thread has not been woken since the first look that said so. */
    private static final class Steady implements java.util.concurrent.Callable<Boolean> {
        private final Path thread;
        private String last = "";

        Steady(Path thread) {
            this.thread = thread;
        }

        @Override
        public Boolean call() throws IOException {
            String now = switches(thread);
            boolean same = now.equals(last);
            last = now;
            return same;
        }
    }

    private static String switches(Path thread) throws IOException {
        return Files.readAllLines(thread.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> threadsNamed(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    found.add(task);
                }
            }
        }
        return found;
    }

    @Test
    void closeReleasesEveryDescriptor() throws IOException {
        opened("warm", new Recorder()).close();
        // Sockets of an earlier test may go away meanwhile: then it is tried again. What is not released would be missed each time.
        await().untilAsserted(() -> {
            long before = terminalDescriptors();
            List<PtyPort> ports = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    ports.add(opened("fd" + i, new Recorder()));
                }
                assertThat(terminalDescriptors()).isEqualTo(before + 20);
            } finally {
                ports.forEach(PtyPort::close);
            }
            assertThat(terminalDescriptors()).isEqualTo(before);
        });
    }

    @Test
    void aRehearsalLeavesNothingOpen() throws IOException {
        PtyPort.rehearse();
        long before = terminalDescriptors();
        PtyPort.rehearse();
        assertThat(terminalDescriptors()).isEqualTo(before);
    }

    /** Masters and the sockets that claim their names. */
    private static long terminalDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(PtyPortTest::isOurs).count();
        }
    }

    private static boolean isOurs(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.endsWith("ptmx") || target.startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }
}
