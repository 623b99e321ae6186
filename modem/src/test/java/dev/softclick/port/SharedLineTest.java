package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedLineTest {
    private final FakePort a = new FakePort("a");
    private final FakePort b = new FakePort("b");
    private final SharedLine line = new SharedLine(List.of(a, b));
    private final Recorder heard = new Recorder();

    @BeforeEach
    void open() throws IOException {
        line.open(heard);
    }

    private boolean write(String text) {
        return line.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void allHostsAreHeardAndAllHearWhatIsWritten() {
        a.hostSends("A");
        b.hostSends("T");
        assertThat(heard.text()).isEqualTo("AT");
        assertThat(write("OK")).isTrue();
        assertThat(a.written()).isEqualTo("OK");
        assertThat(b.written()).isEqualTo("OK");
        assertThat(line.address()).isEqualTo("fake:a");
        assertThat(line.path()).contains("/fake/a");
        line.reading(false);
        assertThat(a.reading || b.reading).isFalse();
    }

    @Test
    void theLeadSetsThePaceAndTheOthersMissWhatTheyDoNotReadInTime() {
        b.stuck = true;
        assertThat(write("1")).isTrue();
        assertThat(write("2")).isTrue();
        assertThat(a.written()).isEqualTo("12");
        assertThat(b.written()).isEqualTo("1");
        b.drain();
        assertThat(heard.drained).hasValue(0);
        write("3");
        assertThat(b.written()).isEqualTo("13");
        a.stuck = true;
        assertThat(write("4")).isFalse();
        a.drain();
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void whoSpokeLastLeads() {
        b.hostSends("x");
        b.stuck = true;
        assertThat(write("1")).isFalse();
        assertThat(heard.drained).hasValue(0);
        b.drain();
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void aLeadThatDoesNotReadHoldsUpNobodyElseOnceAnotherSpeaks() {
        a.stuck = true;
        assertThat(write("1")).isFalse();
        b.hostSends("x");
        assertThat(heard.drained).hasValue(1);
        assertThat(write("2")).isTrue();
        assertThat(b.written()).isEqualTo("12");
        assertThat(a.written()).isEqualTo("1");
    }

    @Test
    void aNewLeadThatStillHasAChunkToReadGetsTheNextOneAfterIt() {
        b.stuck = true;
        write("1");
        b.hostSends("x");
        assertThat(write("2")).isFalse();
        assertThat(b.written()).isEqualTo("1");
        b.drain();
        assertThat(b.written()).isEqualTo("12");
        assertThat(a.written()).isEqualTo("12");
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void whatWasHeldForOneLeadIsNotGivenTwiceToTheNext() {
        b.stuck = true;
        write("1");
        b.hostSends("x");
        assertThat(write("2")).isFalse();
        a.hostSends("y");
        assertThat(heard.drained).hasValue(1);
        b.drain();
        assertThat(a.written()).isEqualTo("12");
        assertThat(b.written()).isEqualTo("1");
        assertThat(heard.drained).hasValue(1);
    }

    @Test
    void theEndOfOnePortEndsOnlyThat() {
        a.stuck = true;
        assertThat(write("1")).isFalse();
        a.listener.ended(null);
        assertThat(a.closed).isTrue();
        assertThat(heard.drained).hasValue(1);
        assertThat(heard.endCount()).isZero();
        assertThat(write("2")).isTrue();
        assertThat(a.written()).isEqualTo("1");
        assertThat(b.written()).isEqualTo("12");
        IOException reason = new IOException("gone");
        b.listener.ended(reason);
        assertThat(heard.ends).containsExactly(Optional.of(reason));
        assertThat(write("3")).isTrue();
    }

    @Test
    void aSignalOfAnyHostIsHeardAndARateIsForAll() {
        b.listener.signalled(new LineSignal.Break());
        assertThat(heard.signals).containsExactly(new LineSignal.Break());
        line.rate(300);
        assertThat(a.rate).isEqualTo(300);
        assertThat(b.rate).isEqualTo(300);
    }

    @Test
    void hostsThatComeAndGoMatterWhereTheLastOneSpoke() {
        a.hostSends("x");
        b.listener.signalled(new LineSignal.TerminalReady(false));
        b.listener.signalled(new LineSignal.HostPresent(false));
        assertThat(heard.signals).isEmpty();
        a.listener.signalled(new LineSignal.TerminalReady(false));
        a.listener.signalled(new LineSignal.HostPresent(false));
        assertThat(heard.signals).containsExactly(new LineSignal.TerminalReady(false), new LineSignal.HostPresent(false));
    }

    @Test
    void theLineIsAwayWhenThePortThatLeadsIs() {
        b.listener.signalled(new LineSignal.Detached());
        assertThat(heard.signals).isEmpty();
        b.listener.signalled(new LineSignal.Attached());
        a.listener.signalled(new LineSignal.Detached());
        assertThat(heard.signals).containsExactly(new LineSignal.Detached());
        b.hostSends("x");
        assertThat(heard.signals).as("another leads").containsExactly(new LineSignal.Detached(), new LineSignal.Attached());
        a.hostSends("x");
        a.listener.signalled(new LineSignal.Attached());
        assertThat(heard.signals.subList(2, heard.signals.size())).containsExactly(new LineSignal.Detached(), new LineSignal.Attached());
    }

    @Test
    void ifOnePortDoesNotOpenNoneStays() {
        FakePort good = new FakePort("good");
        Port bad = new TcpPort("no-such-host.invalid", 0);
        assertThatThrownBy(() -> new SharedLine(List.of(good, bad)).open(heard)).isInstanceOf(IOException.class);
        assertThat(good.closed).isTrue();
    }
}
