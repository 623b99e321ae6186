package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that calls a port without end costs little, and nothing to the port next to it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are counted in /proc")
class CallerFloodTest {
    private static final int CALLS = 5000;

    /** For all of them, most of it while the code is new to the JVM; and as much again as the callers take for their side of it, on however slow a machine. */
    private static final Duration CPU = Duration.ofMillis(400);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fiveThousandCallsAtOnceCostLittle(boolean takeover) throws IOException {
        Recorder heard = new Recorder();
        Recorder neighbour = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0, new ListenPolicy(takeover, false, List.of()));
                TcpPort other = new TcpPort("127.0.0.1", 0)) {
            port.open(heard);
            other.open(neighbour);
            try (Socket host = TcpPortTest.connect(port);
                    Socket otherHost = TcpPortTest.connect(other)) {
                host.getOutputStream().write('1');
                heard.awaitText("1");
                otherHost.getOutputStream().write('?');
                neighbour.awaitText("?");
                long before = descriptors();
                long cpu = cpuNanos();
                long callers = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long slowest = 0;
                InetSocketAddress address = new InetSocketAddress("127.0.0.1", host.getPort());
                Deque<SocketChannel> calling = new ArrayDeque<>();
                for (int i = 0; i < CALLS; i++) {
                    SocketChannel caller = SocketChannel.open();
                    caller.configureBlocking(false);
                    caller.connect(address);
                    calling.add(caller);
                    if (calling.size() > 50) {
                        calling.remove().close();
                    }
                    if (i % 100 == 0) {
                        slowest = Math.max(slowest, echoNanos(other, neighbour, otherHost));
                    }
                }
                long most = descriptors() - before;
                for (SocketChannel caller : calling) {
                    caller.close();
                }
                long spent = cpuNanos() - cpu;
                callers = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - callers;
                assertThat(most).as("descriptors").isLessThanOrEqualTo(50 + BusyCallers.MAX_WAITING + 5);
                assertThat(Duration.ofNanos(spent)).as("time on the ports' thread").isLessThan(CPU.plusNanos(callers));
                assertThat(Duration.ofNanos(slowest)).as("slowest echo of the port next to it").isLessThan(Duration.ofSeconds(20));
                await().until(() -> descriptors() <= before);
            }
        }
    }

    private static long echoNanos(TcpPort port, Recorder heard, Socket host) throws IOException {
        long from = System.nanoTime();
        heard.forget();
        host.getOutputStream().write('e');
        heard.awaitText("e");
        heard.send(port, new byte[] {'f'});
        assertThat(host.getInputStream().read()).isEqualTo('f');
        return System.nanoTime() - from;
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ThreadInfo ours = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("softclick-sockets"))
                .findFirst()
                .orElseThrow();
        return threads.getThreadCpuTime(ours.getThreadId());
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
