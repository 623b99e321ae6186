package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaudPacerTest {
    private static final long SECOND = 1_000_000_000;

    private final FakePort below = new FakePort("below");
    private final VirtualTimer timer = new VirtualTimer();
    private final Recorder heard = new Recorder();
    private BaudPacer pacer = new BaudPacer(below, 10_000, timer::nanoTime, timer);

    @BeforeEach
    void open() throws IOException {
        pacer.open(heard);
    }

    @AfterEach
    void close() {
        pacer.close();
        timer.shutdownNow();
        assertThat(heard.overlapped).isFalse();
    }

    /** At 10,000 baud a byte takes a millisecond. */
    private void passMillis(long millis) {
        timer.pass(millis * 1_000_000);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aByteIsHandedOnWhenItsTenBitsHaveLeft() {
        assertThat(pacer.write(ascii("OK"))).isFalse();
        timer.pass(999_999);
        assertThat(below.written()).isEmpty();
        timer.pass(1);
        assertThat(below.written()).isEqualTo("O");
        assertThat(heard.drained).hasValue(0);
        passMillis(1);
        assertThat(below.written()).isEqualTo("OK");
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void aByteArrivesWhenItsTenBitsHavePassed() {
        below.hostSends("AT\r");
        timer.pass(999_999);
        assertThat(heard.text()).isEmpty();
        timer.pass(1);
        assertThat(heard.text()).isEqualTo("A");
        passMillis(2);
        assertThat(heard.text()).isEqualTo("AT\r");
    }

    @Test
    void coarseTicksBringBytesInPiecesAndTheLastOneInTime() {
        pacer.close();
        pacer = new BaudPacer(below, 10_000, Framing.EIGHT_N_ONE, timer::nanoTime, timer, 20_000_000);
        below.closed = false;
        open(pacer, heard);
        pacer.write(new byte[50]);
        below.hostSends("x".repeat(30));
        passMillis(30);
        assertThat(heard.text()).hasSize(30);
        passMillis(19);
        assertThat(heard.drained).hasValue(0);
        passMillis(1);
        assertThat(below.writtenCount()).isEqualTo(50);
        assertThat(heard.drained).hasValue(1);
        assertThat(timer.ran).isLessThan(8);
    }

    @Test
    void anIdleLineHasNoTimer() {
        assertThat(timer.waiting()).isZero();
        pacer.write(ascii("OK"));
        below.hostSends("AT");
        passMillis(10);
        assertThat(timer.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 9600, 115_200, 921_600})
    void tenSecondsOfShortChunksKeepTheRateThoughTheTimerIsLate(int baud) {
        pacer.close();
        pacer = new BaudPacer(below, baud, timer::nanoTime, timer);
        timer.late = 300_000;
        byte[] chunk = new byte[7];
        Recorder refilling = new Recorder() {
            @Override
            public void drained() {
                super.drained();
                pacer.write(chunk);
            }
        };
        below.closed = false;
        open(pacer, refilling);
        pacer.write(chunk);
        timer.pass(10 * SECOND);
        assertThat((double) below.writtenCount()).isCloseTo(baud, within(Math.max(2, baud * 0.005)));
        int chunks = below.writtenCount() / chunk.length + 1;
        assertThat(timer.ran).as("one tick a millisecond, and one for the end of each chunk").isLessThanOrEqualTo(10_001 + chunks);
    }

    /** Both ways at once, by a timer that is late by anything up to 5 ms, anew each time: what has passed is what the line carries, to half a percent. */
    @ParameterizedTest
    @CsvSource({"9600,8N1", "9600,7E1", "9600,8N2", "115200,8N1", "115200,7E1", "115200,8N2"})
    void tenSecondsBothWaysAtOnceKeepTheRateThoughTheTimerJitters(int baud, String framing) {
        pacer.close();
        below.closed = false;
        Framing bits = Framing.parse(framing);
        pacer = new BaudPacer(below, baud, bits, timer::nanoTime, timer);
        byte[] chunk = new byte[11];
        Recorder refilling = new Recorder() {
            @Override
            public void drained() {
                super.drained();
                pacer.write(chunk);
            }
        };
        open(pacer, refilling);
        pacer.write(chunk);
        Random jitter = new Random(baud);
        for (int i = 0; i < 20_000; i++) {
            timer.late = jitter.nextInt(5_000_000);
            if (below.reading && i % 2 == 0) {
                below.hostSends("x".repeat(1024));
            }
            timer.pass(SECOND / 2000);
        }
        double carried = 10.0 * baud / bits.bitsAByte();
        assertThat((double) below.writtenCount()).as("out").isCloseTo(carried, within(carried * 0.005));
        assertThat((double) refilling.count()).as("in").isCloseTo(carried, within(carried * 0.005));
    }

    @Test
    void theLastByteOfABurstIsNotLate() {
        pacer.close();
        pacer = new BaudPacer(below, 115_200, timer::nanoTime, timer);
        below.closed = false;
        open(pacer, heard);
        below.hostSends("AT\r");
        timer.pass(260_417);
        assertThat(heard.text()).isEqualTo("AT\r");
        pacer.write(ascii("OK"));
        timer.pass(173_612);
        assertThat(below.writtenCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 9600, 115_200})
    void tenSecondsOfInputKeepTheRate(int baud) {
        pacer.close();
        pacer = new BaudPacer(below, baud, timer::nanoTime, timer);
        open(pacer, heard);
        timer.late = 300_000;
        String block = "x".repeat(1024);
        for (int i = 0; i < 10_000; i++) {
            if (below.reading) {
                below.hostSends(block);
            }
            passMillis(1);
        }
        assertThat((double) heard.count()).isCloseTo(baud, within(Math.max(2, baud * 0.005)));
    }

    /** Command, answer, command: 3 bytes each, 60 ms at 1000 baud, and nobody takes time but the line. */
    @ParameterizedTest
    @ValueSource(longs = {0, 300_000, 7_000_000})
    void aDialogueTakesTheTimeOfItsBytesThoughTheTimerIsLate(long late) {
        pacer.close();
        below.closed = false;
        int[] exchanges = {0};
        FakePort[] host = {below};
        Port answered = new FakePort("host") {
            @Override
            public void open(PortListener listener) {
                host[0].open(listener);
            }

            @Override
            public boolean write(byte[] bytes) {
                host[0].write(bytes);
                if (host[0].writtenCount() % 3 == 0) {
                    timer.late = 0;
                    timer.execute(() -> host[0].hostSends("AT\r"));
                    timer.late = late;
                }
                return true;
            }
        };
        pacer = new BaudPacer(answered, 1000, timer::nanoTime, timer);
        open(pacer, new Recorder() {
            @Override
            public void received(byte[] lent, int offset, int length) {
                if (lent[offset + length - 1] == '\r') {
                    exchanges[0]++;
                    pacer.write(ascii("\r\n>"));
                }
            }
        });
        below.hostSends("AT\r");
        timer.late = late;
        timer.pass(100 * 60_000_000L + late);
        assertThat(exchanges[0]).as("exchanges of 60 ms in 6 s").isBetween(100, 101);
    }

    /** Chunks of 7 bytes at 1000 baud, 70 ms each, and each takes the modem so long to think of when the one before has left. */
    private void answers(long thinkingNanos) {
        pacer.close();
        below.closed = false;
        pacer = new BaudPacer(below, 1000, timer::nanoTime, timer);
        open(pacer, new Recorder() {
            @Override
            public void drained() {
                timer.spend(thinkingNanos);
                pacer.write(new byte[7]);
            }
        });
        pacer.write(new byte[7]);
        timer.pass(10 * SECOND);
    }

    @Test
    void whatTheModemSaysAsSoonAsTheLineIsFreeLeavesNoGap() {
        answers(15_000_000);
        assertThat(below.writtenCount()).isBetween(994, 1000);
    }

    @Test
    void aModemThatThinksForLongIsNotMadeUpFor() {
        answers(Lateness.MEMORY_NANOS + 10_000_000);
        assertThat(below.writtenCount()).as("7 bytes in 100 ms").isBetween(694, 700);
    }

    private static void open(Port port, PortListener listener) {
        try {
            port.open(listener);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aMessageThatTakesMinutesKeepsTheRate() {
        pacer.write(new byte[300_000]);
        timer.pass(150 * SECOND);
        assertThat(below.writtenCount()).isBetween(149_990, 150_000);
        timer.pass(150 * SECOND + SECOND / 100);
        assertThat(below.writtenCount()).isEqualTo(300_000);
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void inputIsBoundedByStoppingThePortBelow() {
        below.hostSends("x".repeat(BaudPacer.INBOUND_BYTES));
        assertThat(below.reading).isFalse();
        passMillis(BaudPacer.INBOUND_BYTES / 2 + 1);
        assertThat(below.reading).isTrue();
        passMillis(BaudPacer.INBOUND_BYTES);
        assertThat(heard.count()).isEqualTo(BaudPacer.INBOUND_BYTES);
    }

    @Test
    void anOwnerThatStopsReadingHearsNothingUntilItGoesOn() {
        below.hostSends("abc");
        passMillis(1);
        pacer.reading(false);
        assertThat(below.reading).isFalse();
        passMillis(100);
        assertThat(timer.waiting()).isZero();
        assertThat(heard.text()).isEqualTo("a");
        pacer.reading(true);
        assertThat(below.reading).isTrue();
        passMillis(0);
        assertThat(heard.text()).isEqualTo("ab");
        passMillis(1);
        assertThat(heard.text()).isEqualTo("abc");
    }

    @Test
    void aHostThatDoesNotReadStopsTheLineAndNoBurstFollows() {
        below.stuck = true;
        pacer.write(ascii("abcd"));
        passMillis(500);
        assertThat(below.written()).isEqualTo("a");
        assertThat(timer.waiting()).isZero();
        below.drain();
        passMillis(0);
        assertThat(below.written()).isEqualTo("ab");
        passMillis(1);
        assertThat(below.written()).isEqualTo("abc");
        assertThat(heard.drained).hasValue(0);
        passMillis(1);
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void theLastByteCountsAsGoneWhenThePortBelowSaysSo() {
        below.stuck = true;
        pacer.write(ascii("a"));
        passMillis(5);
        assertThat(heard.drained).hasValue(0);
        below.drain();
        passMillis(0);
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void aNewRateIsForWhatFollows() {
        pacer.write(ascii("ab"));
        pacer.rate(100);
        passMillis(2);
        assertThat(below.written()).isEqualTo("ab");
        pacer.write(ascii("c"));
        passMillis(99);
        assertThat(below.written()).isEqualTo("ab");
        passMillis(1);
        assertThat(below.written()).isEqualTo("abc");
    }

    @Test
    void thePortBelowIsSetToTheModemsNewRateOnceTheChunkHasLeft() {
        pacer.write(ascii("ab"));
        pacer.rate(100);
        passMillis(1);
        assertThat(below.rate).isZero();
        passMillis(1);
        assertThat(below.written()).isEqualTo("ab");
        assertThat(below.rate).isEqualTo(100);
        pacer.rate(300);
        assertThat(below.rate).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"7N1,900", "8N1,1000", "8E1,1100", "8O2,1200"})
    void aByteTakesTheBitsOfItsFraming(String framing, long micros) {
        pacer.close();
        pacer = new BaudPacer(below, 10_000, Framing.parse(framing), timer::nanoTime, timer);
        open(pacer, heard);
        below.hostSends("ab");
        timer.pass(2 * micros * 1000 - 1);
        assertThat(heard.text()).isEqualTo("a");
        timer.pass(1);
        assertThat(heard.text()).isEqualTo("ab");
    }

    @Test
    void signalsStayInOrderWithTheBytes() {
        List<String> told = new ArrayList<>();
        pacer.close();
        pacer = new BaudPacer(below, 10_000, timer::nanoTime, timer);
        open(pacer, new Recorder() {
            @Override
            public void received(byte[] lent, int offset, int length) {
                told.add(new String(lent, offset, length, StandardCharsets.US_ASCII));
            }

            @Override
            public void signalled(LineSignal signal) {
                told.add(signal.text());
            }
        });
        below.listener.signalled(new LineSignal.TerminalReady(true));
        below.hostSends("ab");
        below.listener.signalled(new LineSignal.Break());
        below.hostSends("c");
        below.listener.signalled(new LineSignal.TerminalReady(false));
        passMillis(0);
        assertThat(told).containsExactly("DTR on");
        passMillis(2);
        assertThat(told).containsExactly("DTR on", "a", "b", "break");
        passMillis(1);
        assertThat(told).containsExactly("DTR on", "a", "b", "break", "c", "DTR off");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theRateThatAHostSetsIsThatOfTheBytesAfterIt() {
        below.hostSends("a");
        below.listener.signalled(new LineSignal.Rate(100));
        below.hostSends("b");
        passMillis(1);
        assertThat(heard.text()).isEqualTo("a");
        passMillis(99);
        assertThat(heard.text()).isEqualTo("a");
        passMillis(1);
        assertThat(heard.text()).isEqualTo("ab");
        pacer.write(ascii("c"));
        passMillis(99);
        assertThat(below.written()).isEmpty();
        passMillis(1);
        assertThat(below.written()).isEqualTo("c");
    }

    @Test
    void aStormOfBreaksIsBounded() {
        pacer.reading(false);
        below.hostSends("x");
        for (int i = 0; i < 1_000_000; i++) {
            below.listener.signalled(new LineSignal.Break());
        }
        pacer.reading(true);
        passMillis(1);
        assertThat(heard.signals).as("as one, for no byte came between").hasSize(1);
        int mixed = 0;
        while (below.reading) {
            below.hostSends("x");
            below.listener.signalled(new LineSignal.Break());
            mixed++;
        }
        assertThat(mixed).isEqualTo(BaudPacer.INBOUND_SIGNALS);
        passMillis(mixed);
        assertThat(below.reading).isTrue();
        assertThat(heard.signals).hasSize(1 + mixed);
    }

    @Test
    void theEndIsToldAfterTheBytesBeforeIt() {
        below.hostSends("ab");
        below.listener.ended(null);
        passMillis(1);
        assertThat(heard.endCount()).isZero();
        passMillis(1);
        assertThat(heard.text()).isEqualTo("ab");
        assertThat(heard.endCount()).isEqualTo(1);
    }

    @Test
    void afterCloseNothingRuns() {
        pacer.write(ascii("ab"));
        below.hostSends("cd");
        pacer.close();
        assertThat(below.closed).isTrue();
        assertThat(timer.waiting()).isZero();
        passMillis(10);
        assertThat(below.written()).isEmpty();
        assertThat(heard.count()).isZero();
        assertThat(pacer.write(ascii("x"))).isTrue();
    }
}
