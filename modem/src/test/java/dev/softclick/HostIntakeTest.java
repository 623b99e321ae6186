package dev.softclick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostIntakeTest {
    private final List<Boolean> told = new ArrayList<>();
    private final HostIntake intake = new HostIntake(new ToldPort());

    /** Remembers when it was told to read or not. */
    private final class ToldPort implements Port {
        @Override
        public void open(PortListener listener) {}

        @Override
        public String address() {
            return "told";
        }

        @Override
        public Optional<String> path() {
            return Optional.empty();
        }

        @Override
        public boolean write(byte[] bytes) {
            return true;
        }

        @Override
        public void reading(boolean on) {
            told.add(on);
        }

        @Override
        public void close() {}
    }

    private void keep(String text) {
        byte[] bytes = ("_" + text + "_").getBytes(StandardCharsets.US_ASCII);
        intake.keep(bytes, 1, text.length());
    }

    private String take() {
        return new String(intake.take(), StandardCharsets.US_ASCII);
    }

    @Test
    void bytesComeOutInOrderAndWhatWasPutBackComesFirst() {
        keep("AT");
        keep("+GMI");
        byte[] taken = intake.take();
        assertThat(taken).asString(StandardCharsets.US_ASCII).isEqualTo("AT+GMI");
        keep(";I");
        intake.putBack(taken, 2);
        assertThat(intake.isEmpty()).isFalse();
        assertThat(take()).isEqualTo("+GMI;I");
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void aPortIsNotReadWhileMuchWaitsUntilAllOfItWasTaken() {
        keep("x".repeat(HostIntake.HIGH_WATER - 1));
        assertThat(told).isEmpty();
        keep("x");
        assertThat(told).containsExactly(false);
        byte[] taken = intake.take();
        intake.putBack(taken, taken.length - 1);
        assertThat(told).as("one byte waits").containsExactly(false);
        intake.putBack(intake.take(), 1);
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void aPortIsNotReadWhileTheModemHasNoRoom() {
        intake.wanted(false);
        intake.wanted(false);
        assertThat(told).containsExactly(false);
        keep("AT");
        intake.wanted(true);
        assertThat(told).as("what waits is taken first").containsExactly(false);
        intake.putBack(intake.take(), 2);
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void aHostThatLeavesStandsBehindWhatItSentAndBeforeTheNextOne() {
        keep("AT+");
        intake.keep(Consequence.HOST_LEFT);
        intake.keep(Consequence.HOST_LEFT);
        keep("AT");
        assertThat(intake.takeConsequence()).isNull();
        byte[] taken = intake.take();
        assertThat(taken).asString(StandardCharsets.US_ASCII).isEqualTo("AT+");
        intake.putBack(taken, 1);
        assertThat(intake.takeConsequence()).isNull();
        assertThat(take()).isEqualTo("T+");
        assertThat(intake.takeConsequence()).isEqualTo(Consequence.HOST_LEFT);
        assertThat(intake.takeConsequence()).isNull();
        assertThat(take()).isEqualTo("AT");
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void anEscapeForgetsAllBeforeItAlsoWhatIsBeingTaken() {
        keep("AT+GMI");
        intake.keep(Consequence.HOST_LEFT);
        keep("x".repeat(HostIntake.HIGH_WATER));
        byte[] taken = intake.take();
        intake.keep(Consequence.ESCAPE);
        keep("AT");
        intake.putBack(taken, 2);
        assertThat(told).containsExactly(false, true);
        assertThat(intake.isEmpty()).isFalse();
        assertThat(intake.takeConsequence()).isEqualTo(Consequence.ESCAPE);
        assertThat(take()).isEqualTo("AT");
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void hostsThatComeAndGoWithoutAWordAreNotCounted() {
        for (int i = 0; i < 1000; i++) {
            intake.keep(Consequence.HOST_LEFT);
        }
        assertThat(intake.takeConsequence()).isEqualTo(Consequence.HOST_LEFT);
        assertThat(intake.isEmpty()).isTrue();
    }
}
