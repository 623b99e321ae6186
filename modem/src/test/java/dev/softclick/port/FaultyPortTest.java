package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyPortTest {
    private final FakePort below = new FakePort("below");
    private final VirtualTimer timer = new VirtualTimer();
    private final List<String> told = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Port port;

    private final Recorder heard = new Recorder() {
        @Override
        public void received(byte[] lent, int offset, int length) {
            super.received(lent, offset, length);
            told.add(new String(lent, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void signalled(LineSignal signal) {
            super.signalled(signal);
            told.add(signal.text());
        }
    };

    private void open(String rules) throws IOException {
        port = new FaultyPort(below, LineFaults.parse("test", rules), timer::nanoTime, timer, remark -> remarks.add(remark.text()));
        port.open(heard);
    }

    @AfterEach
    void close() {
        port.close();
        timer.shutdownNow();
        assertThat(heard.overlapped).isFalse();
    }

    private boolean write(String text) {
        return port.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void passMillis(long millis) {
        timer.pass(millis * 1_000_000);
    }

    @Test
    void eachDirectionHasItsOwnFaults() throws IOException {
        open("host drop nth 2\nmodem duplicate nth 1");
        below.hostSends("abc");
        assertThat(write("OK")).isTrue();
        assertThat(heard.text()).isEqualTo("ac");
        assertThat(below.written()).isEqualTo("OOK");
        assertThat(remarks).containsExactly("fault: host drop nth 2: byte 2, x62", "fault: modem duplicate nth 1: byte 1, x4F");
    }

    @Test
    void aBreakIsASignalToTheModemAndANulToTheHost() throws IOException {
        open("host break nth 2\nmodem break nth 2");
        below.hostSends("abc");
        assertThat(write("OK")).isTrue();
        assertThat(told).containsExactly("a", "break", "bc");
        assertThat(below.written()).isEqualTo("O\0K");
    }

    @Test
    void whatTheHostSendsComesLaterAndAllBehindItToo() throws IOException {
        open("host delay 50ms nth 2");
        below.hostSends("abc");
        below.listener.signalled(new LineSignal.TerminalReady(false));
        assertThat(told).containsExactly("a");
        assertThat(below.reading).as("what waits is bounded").isFalse();
        timer.pass(49_999_999);
        assertThat(told).containsExactly("a");
        timer.pass(1);
        assertThat(told).containsExactly("a", "bc", "DTR off");
        assertThat(below.reading).isTrue();
        below.hostSends("d");
        assertThat(heard.text()).isEqualTo("abcd");
    }

    @Test
    void anOwnerThatStopsReadingMeanwhileHearsItWhenItGoesOn() throws IOException {
        open("host delay 5ms nth 1");
        below.hostSends("a");
        port.reading(false);
        passMillis(50);
        assertThat(told).isEmpty();
        port.reading(true);
        assertThat(below.reading).isFalse();
        passMillis(0);
        assertThat(told).containsExactly("a");
        assertThat(below.reading).isTrue();
    }

    @Test
    void whatTheModemSendsLeavesLaterAndDrainedIsToldThen() throws IOException {
        open("modem delay 50ms nth 2");
        assertThat(write("abc")).isFalse();
        port.rate(300);
        assertThat(below.written()).isEqualTo("a");
        timer.pass(49_999_999);
        assertThat(below.written()).isEqualTo("a");
        assertThat(below.rate).isZero();
        timer.pass(1);
        assertThat(below.written()).isEqualTo("abc");
        assertThat(below.rate).isEqualTo(300);
        assertThat(heard.drained).hasValue(1);
        assertThat(write("d")).isTrue();
    }

    @Test
    void drainedIsToldOnceThoughOneChunkBecomesMany() throws IOException {
        open("modem break every 1");
        below.stuck = true;
        assertThat(write("ab")).isFalse();
        assertThat(heard.drained).hasValue(0);
        below.drain();
        assertThat(below.written()).isEqualTo("\0a\0b");
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void aChunkThatIsLostWhollyHasLeft() throws IOException {
        open("modem drop every 1");
        assertThat(write("abc")).isTrue();
        assertThat(below.written()).isEmpty();
    }

    @Test
    void theEndComesAfterWhatIsDelayed() throws IOException {
        open("host delay 5ms nth 1");
        below.hostSends("a");
        below.listener.ended(null);
        assertThat(heard.endCount()).isZero();
        passMillis(5);
        assertThat(told).containsExactly("a");
        assertThat(heard.endCount()).isEqualTo(1);
    }

    @Test
    void afterCloseNothingIsHeard() throws IOException {
        open("host delay 5ms nth 1\nmodem delay 5ms nth 1");
        below.hostSends("a");
        write("b");
        port.close();
        passMillis(10);
        assertThat(told).isEmpty();
        assertThat(below.written()).isEmpty();
        assertThat(heard.drained).hasValue(0);
        assertThat(below.closed).isTrue();
    }
}
