package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        pacer.setBaud(100);
        passMillis(2);
        assertThat(below.written()).isEqualTo("ab");
        pacer.write(ascii("c"));
        passMillis(99);
        assertThat(below.written()).isEqualTo("ab");
        passMillis(1);
        assertThat(below.written()).isEqualTo("abc");
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
