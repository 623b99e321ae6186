package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.LineSignal;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetachablePortTest {
    private final List<TestWire> wires = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final DetachablePort port = new DetachablePort(() -> {
        wires.add(new TestWire("wire" + wires.size()));
        return wires.getLast();
    });
    private final PortListener owner = new PortListener() {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            told.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void drained() {
            told.add("drained");
        }

        @Override
        public void signalled(LineSignal signal) {
            told.add(signal.text());
        }

        @Override
        public void ended(@Nullable IOException reason) {
            told.add("ended");
        }
    };

    @Test
    void offItsPortItIsAWireWithNobodyAtTheOtherEnd() throws Exception {
        port.open(owner);
        assertThat(port.write(new byte[] {'a'})).isTrue();
        port.detach();
        assertThat(wires.getFirst().closed).isTrue();
        assertThat(port.write(new byte[] {'b'})).isTrue();
        assertThat(port.attached()).isFalse();

        port.attach();
        port.attach();
        assertThat(port.write(new byte[] {'c'})).isTrue();
        wires.getFirst().types("late");
        wires.get(1).types("on time");

        assertThat(wires).hasSize(2);
        assertThat(port.address()).isEqualTo("wire1");
        assertThat(wires.getFirst().heard()).isEqualTo("a");
        assertThat(wires.get(1).heard()).isEqualTo("c");
        assertThat(told).containsExactly("on time");
    }

    @Test
    void whatWasOnItsWayWhenItWasTakenOffCountsAsLeft() throws Exception {
        port.open(owner);
        wires.getFirst().slow = true;
        assertThat(port.write(new byte[] {'a'})).isFalse();

        port.detach();

        assertThat(told).containsExactly("drained");
    }

    @Test
    void aLineThatWasAwayIsNotAwayForEverOnceItIsTakenOff() throws Exception {
        port.open(owner);
        wires.getFirst().signals(new LineSignal.Detached());
        port.detach();
        port.attach();
        port.detach();

        assertThat(told).containsExactly("detached", "attached");
    }

    @Test
    void aHostThatWasThereHasGoneWithThePort() throws Exception {
        port.open(owner);
        wires.getFirst().signals(new LineSignal.HostPresent(true));
        port.detach();
        port.attach();
        port.detach();

        assertThat(told).containsExactly("host came", "host left");
    }

    @Test
    void closedItStaysClosed() throws Exception {
        port.open(owner);
        port.close();
        port.attach();

        assertThat(port.attached()).isFalse();
        assertThat(wires.getFirst().closed).isTrue();
        assertThat(told).isEmpty();
    }
}
