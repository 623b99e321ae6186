package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingPortTest {
    private final List<String> traced = new ArrayList<>();
    private final FakePort below = new FakePort("below");
    private final Recorder heard = new Recorder();
    private long now = 7;
    private final TracingPort port = new TracingPort(below, () -> now, bytes -> traced.add(
            bytes.at() + (bytes.fromHost() ? " > " : " < ") + new String(bytes.bytes(), StandardCharsets.ISO_8859_1)));

    @Test
    void tellsBothDirectionsAndLetsThemPass() throws IOException {
        port.open(heard);
        below.hostSends("AT\r");
        now = 9;
        below.stuck = true;
        assertThat(port.write("OK".getBytes(StandardCharsets.US_ASCII))).isFalse();
        below.drain();
        assertThat(traced).containsExactly("7 > AT\r", "9 < OK");
        assertThat(below.written()).isEqualTo("OK");
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void signalsAreRemarksInOrderWithTheBytes() throws IOException {
        TracingPort remarking = new TracingPort(
                below, () -> now, bytes -> traced.add("bytes"), remark -> traced.add(remark.at() + " # " + remark.text()));
        remarking.open(heard);
        below.hostSends("A");
        below.listener.signalled(new LineSignal.Break());
        below.listener.signalled(new LineSignal.Rate(300));
        below.listener.signalled(new LineSignal.TerminalReady(false));
        below.listener.signalled(new LineSignal.Detached());
        below.listener.signalled(new LineSignal.Attached());
        assertThat(traced)
                .containsExactly(
                        "bytes", "7 # line: break", "7 # line: rate 300", "7 # line: DTR off", "7 # line: detached", "7 # line: attached");
        assertThat(heard.signals).hasSize(5);
    }

    @Test
    void keepsACopyOfItsOwn() throws IOException {
        List<TracedBytes> kept = new ArrayList<>();
        TracingPort tracing = new TracingPort(below, () -> now, kept::add);
        tracing.open(heard);
        byte[] bytes = {1, 2};
        tracing.write(bytes);
        bytes[0] = 9;
        assertThat(kept.getFirst().bytes()).containsExactly(1, 2);
    }

    @Test
    void isThePortBelowInAllElse() throws IOException {
        port.open(heard);
        port.reading(false);
        port.close();
        assertThat(below.reading).isFalse();
        assertThat(below.closed).isTrue();
        assertThat(port.address()).isEqualTo("fake:below");
        assertThat(port.path()).contains("/fake/below");
    }
}
