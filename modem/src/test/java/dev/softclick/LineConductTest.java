package dev.softclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.port.LineSignal;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimReading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a modem makes of what its line tells. */
class LineConductTest {
    private static final LineSignal DTR_OFF = new LineSignal.TerminalReady(false);
    private static final LineSignal HOST_LEFT = new LineSignal.HostPresent(false);

    private final Line line = new Line();
    private @Nullable SoftModem modem;

    @AfterEach
    void end() {
        if (modem != null) {
            modem.close();
        }
    }

    private void start(DtrDrop dtr, OnDetach detach) throws Exception {
        SoftModem started = SoftModem.builder()
                .sim(() -> new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "none")))
                .port(line)
                .unpaced()
                .lineConduct(new LineConduct(dtr, detach))
                .build();
        modem = started;
        started.start();
        line.types("ATE0\r");
        assertThat(line.heard()).isEqualTo("ATE0\r\r\nOK\r\n");
    }

    private Optional<Duration> away() {
        return Objects.requireNonNull(modem).status().join().lineAway();
    }

    @Test
    void dtrDoesNotMatterUnlessItIsSaid() throws Exception {
        start(DtrDrop.IGNORE, OnDetach.KEEP);
        line.types("AT+CMEE");
        line.tells(DTR_OFF);
        line.tells(new LineSignal.TerminalReady(true));
        line.types("?\r");
        assertThat(line.heard()).isEqualTo("\r\n+CMEE: 0\r\n\r\nOK\r\n");
    }

    @Test
    void aDropOfDtrTakesTheHostBackToTheCommandLine() throws Exception {
        start(DtrDrop.ESCAPE, OnDetach.KEEP);
        line.types("AT+GS");
        line.tells(DTR_OFF);
        line.types("AT\r");
        assertThat(line.heard()).as("echo stays off").isEqualTo("\r\nOK\r\n");
        line.types("AT");
        line.tells(new LineSignal.TerminalReady(true));
        line.types("\r");
        assertThat(line.heard()).as("DTR that comes up does nothing").isEqualTo("\r\nOK\r\n");
    }

    @Test
    void aDropOfDtrIsAPowerReset() throws Exception {
        start(DtrDrop.RESET, OnDetach.KEEP);
        line.types("AT+GS");
        line.tells(DTR_OFF);
        line.types("AT\r");
        assertThat(line.heard()).as("echo is on again").isEqualTo("AT\r\r\nOK\r\n");
    }

    @Test
    void aHostThatLeavesTakesWhatItHadBegunAlongAndNothingElse() throws Exception {
        start(DtrDrop.IGNORE, OnDetach.KEEP);
        for (LineSignal leaves : new LineSignal[] {HOST_LEFT, new LineSignal.Detached()}) {
            line.types("AT+GS");
            line.tells(leaves);
            line.types("AT\r");
            assertThat(line.heard()).isEqualTo("\r\nOK\r\n");
        }
    }

    @Test
    void aHostThatLeavesIsAPowerResetWhereThatIsWanted() throws Exception {
        start(DtrDrop.IGNORE, OnDetach.RESET);
        for (LineSignal leaves : new LineSignal[] {HOST_LEFT, new LineSignal.Detached()}) {
            line.tells(leaves);
            line.types("ATE0\r");
            assertThat(line.heard()).isEqualTo("ATE0\r\r\nOK\r\n");
        }
        line.tells(DTR_OFF);
        line.types("AT\r");
        assertThat(line.heard()).as("DTR is another matter").isEqualTo("\r\nOK\r\n");
    }

    @Test
    void aHostThatDoesNotReadItsAnswersIsBackAtTheCommandLineAllTheSame() throws Exception {
        start(DtrDrop.ESCAPE, OnDetach.KEEP);
        line.stuck = true;
        line.types("AT+GMI\r".repeat(1000));
        line.types("AT+GS");
        line.tells(DTR_OFF);
        line.types("ATV0\r");
        line.drains();
        assertThat(line.heard()).endsWith("OK\r\n0\r").doesNotContain("ERROR");
    }

    @Test
    void aHostThatLeavesWithoutReadingItsAnswersHasEachOfItsLinesDone() throws Exception {
        start(DtrDrop.IGNORE, OnDetach.KEEP);
        line.stuck = true;
        line.types("AT+GMI\r".repeat(1000));
        line.types("AT+GS");
        line.tells(HOST_LEFT);
        line.types("ATV0\r");
        line.drains();
        assertThat(line.heard()).containsPattern("(?s)^(\r\n[^\r\n]+\r\n\r\nOK\r\n){1000}0\r$");
    }

    @Test
    void breaksRatesAndArrivalsLeaveAHalfTypedLineAlone() throws Exception {
        start(DtrDrop.RESET, OnDetach.RESET);
        line.types("A");
        line.tells(new LineSignal.Break());
        line.tells(new LineSignal.Rate(300));
        line.tells(new LineSignal.HostPresent(true));
        line.tells(new LineSignal.Attached());
        line.types("T\r");
        assertThat(line.heard()).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void theStatusTellsForHowLongTheLineHasBeenAway() throws Exception {
        start(DtrDrop.IGNORE, OnDetach.RESET);
        assertThat(away()).isEmpty();
        line.tells(new LineSignal.Detached());
        assertThat(away()).hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
        line.tells(new LineSignal.Attached());
        assertThat(away()).isEmpty();
        line.tells(HOST_LEFT);
        assertThat(away()).as("that is no line that is away").isEmpty();
    }

    @Test
    void theWordsSayWhatIsAllowed() {
        assertThat(DtrDrop.parse("escape")).isEqualTo(DtrDrop.ESCAPE);
        assertThat(OnDetach.parse("reset")).isEqualTo(OnDetach.RESET);
        assertThatThrownBy(() -> DtrDrop.parse("")).hasMessage("'' is nothing to do about DTR: use ignore, escape or reset");
        assertThatThrownBy(() -> OnDetach.parse("RESET")).hasMessageEndingWith("use keep or reset");
    }

    /** A line whose host the test plays. */
    private static final class Line implements Port {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private @Nullable PortListener listener;
        private boolean stuck;

        void drains() {
            stuck = false;
            Objects.requireNonNull(listener).drained();
        }

        void types(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            Objects.requireNonNull(listener).received(bytes, 0, bytes.length);
        }

        void tells(LineSignal signal) {
            Objects.requireNonNull(listener).signalled(signal);
        }

        String heard() {
            String text = heard.toString(StandardCharsets.US_ASCII);
            heard.reset();
            return text;
        }

        @Override
        public void open(PortListener owner) {
            listener = owner;
        }

        @Override
        public String address() {
            return "line";
        }

        @Override
        public Optional<String> path() {
            return Optional.empty();
        }

        @Override
        public boolean write(byte[] bytes) {
            heard.writeBytes(bytes);
            return !stuck;
        }

        @Override
        public void reading(boolean on) {
            // It types when the test says.
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }
}
