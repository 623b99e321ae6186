package dev.softclick.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.SoftModem;
import dev.softclick.port.BaudPacer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that floods its modem costs bounded memory and CPU, and never the modems next to it. The figures are in docs/technical/bad-input.md. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "PTYs are Linux only")
class BadInputTest {
    private static final Duration FLOOD = Duration.ofMillis(1500);

    /** How much the heap may grow, the flood's own pieces and what the JVM loads included. */
    private static final long HEAP_BYTES = 8 << 20;

    private static final double MEDIAN_MILLIS = 100;

    private static final double SLOWEST_MILLIS = 3000;

    /** A turn-around of a modem hands over from thread to thread this many times as often as the bystander's, which tells how long the machine takes for one. */
    private static final double HANDOVERS = 5;

    /** {@code AT} and its CR are echoed, and answered with six bytes; a question for our name has 6 bytes and its answer 15. */
    private static final double ANSWERED_TO_RECEIVED = 3.01;

    @TempDir
    static Path folder;

    private static Neighbour onPty;
    private static Neighbour onPacedTcp;
    private static Bystander bystander;

    @BeforeAll
    static void neighbours() throws IOException {
        onPty = new Neighbour(Kind.PTY, Files.createDirectory(folder.resolve("pty")), 0);
        onPacedTcp = new Neighbour(Kind.TCP, folder, 115_200);
        bystander = new Bystander();
        System.out.println(Figures.HEADER);
    }

    @AfterAll
    static void end() throws IOException {
        onPty.close();
        onPacedTcp.close();
        bystander.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PTY, NO_CR, false, true", "PTY, NUL, false, true", "PTY, BYTES_FF, false, true", "PTY, COMMANDS, false, true", "PTY, COMMANDS, false, false",
        "PTY, COMMANDS, true, true", "PTY, REPEATS, false, false",
        "SERIAL, NO_CR, false, true", "SERIAL, BYTES_FF, false, true", "SERIAL, NUL, false, true",
        "TCP, NO_CR, false, true", "TCP, NUL, false, true", "TCP, BYTES_FF, false, true", "TCP, COMMANDS, false, true", "TCP, COMMANDS, false, false",
        "TCP, NO_CR, true, true", "TCP, COMMANDS, true, true", "TCP, REPEATS, false, false",
        "TCP_CONNECT, NO_CR, false, true", "TCP_CONNECT, COMMANDS, false, false",
        "UNIX, NO_CR, false, true", "UNIX, COMMANDS, false, false",
        "STDIO, NO_CR, false, true", "STDIO, COMMANDS, false, false",
        "RFC2217, NO_CR, false, true", "RFC2217, NUL, false, true", "RFC2217, IAC_IAC, false, true", "RFC2217, COMMANDS, false, false",
        "RFC2217, WILL, false, true", "RFC2217, DO, false, true", "RFC2217, CHANGES_ITS_MIND, false, true", "RFC2217, CHANGES_ITS_MIND, false, false",
        "RFC2217, UNENDED_SUBNEGOTIATION, false, true", "RFC2217, SIGNATURE_QUESTIONS, false, true", "RFC2217, SIGNATURE_QUESTIONS, false, false",
        "RFC2217, BREAKS_ON_AND_OFF, false, true", "RFC2217, BREAKS_ON_AND_OFF, true, true", "RFC2217, DTR_ON_AND_OFF, false, true",
        "RFC2217, DTR_ON_AND_OFF, true, true", "RFC2217, BREAK_COMMANDS, true, true", "RFC2217, BREAKS_BETWEEN_BYTES, true, true",
    })
    void aFloodCostsLittleAndTheModemsNextToItNothing(Kind kind, Garbage garbage, boolean paced, boolean reads) throws Exception {
        Kind.Line line = kind.line(Files.createTempDirectory(folder, "flooded"));
        try (SoftModem modem = TestSim.started(line.port(), paced ? BaudPacer.MAX_BAUD : 0);
                RawHost host = line.attaching().to(line.port())) {
            awaitAnswer(kind, modem, host, reads);
            long answeredBefore = host.answered();
            onPty.forget();
            onPacedTcp.forget();
            bystander.forget();
            long heap = Figures.heapBytes();
            long cpu = Figures.cpuNanos();
            long keptWaiting = Figures.keptWaitingNanos();

            AtomicLong sent = new AtomicLong();
            Thread flooding = Thread.ofPlatform().daemon().name("test-flood").start(() -> flood(host, garbage, sent));
            flooding.join(FLOOD.dividedBy(2));
            long grown = Figures.heapBytes() - heap;
            flooding.join(FLOOD);
            await().atMost(Duration.ofSeconds(60)).until(() -> Math.min(bystander.turnArounds().size(), Math.min(onPty.turnArounds().size(), onPacedTcp.turnArounds().size())) >= 10);
            long out = host.answered() - answeredBefore;
            List<Long> pty = onPty.turnArounds();
            List<Long> tcp = onPacedTcp.turnArounds();
            List<Long> machine = bystander.turnArounds();
            long spent = Figures.cpuNanos() - cpu;
            grown = Math.max(grown, Figures.heapBytes() - heap);
            double waitedMillis = Math.max(0, Figures.keptWaitingNanos() - keptWaiting) / 1e6;
            System.out.println(Figures.row(kind, garbage, paced, reads, sent.get(), out, spent, grown, pty, tcp, machine) + String.format(Locale.ROOT, " %12.0f", waitedMillis));

            assertThat(grown).as("bytes of heap").isLessThan(HEAP_BYTES);
            // The bystander hardly runs and so gets its turn at once; a thread that is busy with a flood has to wait for it when others are busy, too.
            double median = MEDIAN_MILLIS + HANDOVERS * Figures.medianMillis(machine) + waitedMillis / Math.min(pty.size(), tcp.size());
            double slowest = SLOWEST_MILLIS + HANDOVERS * Figures.slowestMillis(machine) + waitedMillis;
            assertThat(Figures.medianMillis(pty)).as("median turn-around on the PTY next to it, ms").isLessThan(median);
            assertThat(Figures.slowestMillis(pty)).as("slowest turn-around on the PTY next to it, ms").isLessThan(slowest);
            assertThat(Figures.medianMillis(tcp)).as("median turn-around on the paced socket next to it, ms").isLessThan(median);
            assertThat(Figures.slowestMillis(tcp)).as("slowest turn-around on the paced socket next to it, ms").isLessThan(slowest);
            if (garbage != Garbage.REPEATS) {
                assertThat((double) out).as("bytes answered").isLessThanOrEqualTo(sent.get() * ANSWERED_TO_RECEIVED + 4096);
            }

            if (!reads) {
                host.readAll();
            }
            flooding.join(Duration.ofSeconds(60));
            assertThat(flooding.isAlive()).as("the flood has been taken").isFalse();
            // Whatever was begun is ended: a subnegotiation, and a line.
            host.write(new byte[] {(byte) 0xFF, (byte) 0xF0, '\r'});
            answersAgain(host);
        } finally {
            line.ending().close();
        }
    }

    /** Until the port has met its host, what it says is dropped. */
    private static void awaitAnswer(Kind kind, SoftModem modem, RawHost host, boolean reads) throws Exception {
        if (reads) {
            host.readAll();
            answersAgain(host);
            if (kind == Kind.SERIAL) {
                // socat takes no bytes in one direction while it can't hand on those of the other: an echo of the flood would block it for good.
                host.write("ATE0\r".getBytes(StandardCharsets.US_ASCII));
            }
        } else {
            host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(60)).until(() -> modem.status().get().counters().commandLines() > 0);
        }
    }

    private static void answersAgain(RawHost host) {
        long before = host.answered();
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
            // A telnet client that has not agreed on binary is given a NUL after each CR.
            return host.answered() > before && host.tail().replace("\0", "").matches("(?s).*\r\nOK\r\n");
        });
    }

    private static void flood(RawHost host, Garbage garbage, AtomicLong sent) {
        long end = System.nanoTime() + FLOOD.toNanos();
        try {
            host.write(garbage.before());
            while (System.nanoTime() - end < 0 && sent.get() < garbage.most()) {
                host.write(garbage.piece());
                sent.addAndGet(garbage.piece().length);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
