package dev.softclick.port.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends, and however the network cuts it: the same comes out, nothing fails, and we never say much more than it did. */
class TelnetFuzzTest {
    private static final int LENGTH = 20_000;

    /** A question of six bytes for the signature is answered with fifteen. */
    private static final int MOST_REPLIES_PER_BYTE = 3;

    /** What we say at first. */
    private static final int GREETING = 18;

    /** Commands that hurt parsers more often than chance would have them. */
    private static final int[][] PIECES = {
        {255}, {255, 255}, {255, 250}, {255, 240}, {255, 250, 44}, {255, 250, 44, 0, 255, 240}, {255, 251, 0}, {255, 252, 0}, {255, 253, 1}, {255, 254, 1},
        {255, 251, 44}, {255, 252, 44}, {255, 251, 24}, {255, 243}, {255, 250, 44, 5, 5, 255, 240}, {255, 250, 44, 5, 6, 255, 240},
        {255, 250, 44, 1, 0, 0, 255, 255, 1, 255, 240}, {255, 250, 44, 10, 255, 255, 255, 240}, {255, 250, 44, 8, 255, 240}, {13}, {13, 0}, {13, 10}, {0}
    };

    private record Outcome(List<String> events, byte[] data, byte[] replies) {}

    static List<Long> seeds() {
        return new Random(2217).longs(60).boxed().toList();
    }

    private static byte[] input(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int wildness = random.nextInt(1, 4);
        while (out.size() < LENGTH) {
            if (random.nextInt(4) < wildness) {
                for (int value : PIECES[random.nextInt(PIECES.length)]) {
                    out.write(value);
                }
            } else {
                for (int i = random.nextInt(wildness * 200); i > 0; i--) {
                    out.write(random.nextInt(256));
                }
            }
        }
        return out.toByteArray();
    }

    private static Outcome outcome(byte[] input, Random cuts) {
        TelnetLine line = new TelnetLine(9600, new RateRange(50, 10_000_000), "Softclick");
        line.begin();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        List<String> events = new ArrayList<>();
        for (int at = 0; at < input.length; ) {
            int length = Math.min(input.length - at, cuts.nextInt(10) == 0 ? cuts.nextInt(3000) : cuts.nextInt(1, 4));
            for (TelnetEvent event : line.receive(input, at, length)) {
                if (event instanceof TelnetEvent.Data(byte[] bytes)) {
                    data.writeBytes(bytes);
                } else {
                    events.add(event + " after " + data.size());
                }
            }
            replies.writeBytes(line.takeReplies());
            at += length;
        }
        return new Outcome(events, data.toByteArray(), replies.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyCutsGiveTheSame(long seed) {
        byte[] input = input(new Random(seed));
        Outcome whole = outcome(input, new Random(seed) {
            @Override
            public int nextInt(int bound) {
                return bound == 10 ? 0 : LENGTH * 2;
            }
        });
        for (int i = 0; i < 5; i++) {
            Outcome cut = outcome(input, new Random(seed + i));
            assertThat(cut.data()).isEqualTo(whole.data());
            assertThat(cut.replies()).isEqualTo(whole.replies());
            assertThat(cut.events()).isEqualTo(whole.events());
        }
        assertThat(whole.replies().length).isLessThanOrEqualTo(GREETING + MOST_REPLIES_PER_BYTE * input.length);
        assertThat(whole.data().length).isLessThanOrEqualTo(input.length);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsEscapedInAnySlicesIsReadAsItWas(long seed) {
        Random random = new Random(seed);
        byte[] input = input(random);
        TelnetLine sender = new TelnetLine(9600, new RateRange(50, 10_000_000), "");
        TelnetLine receiver = new TelnetLine(9600, new RateRange(50, 10_000_000), "");
        if (random.nextBoolean()) {
            byte[] binary = {(byte) 255, (byte) 253, 0, (byte) 255, (byte) 251, 0};
            sender.receive(binary, 0, binary.length);
            receiver.receive(binary, 0, binary.length);
        }
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        for (int at = 0; at < input.length; ) {
            int length = Math.min(input.length - at, random.nextInt(1, 50));
            byte[] wire = sender.escaped(input, at, length);
            for (TelnetEvent event : receiver.receive(wire, 0, wire.length)) {
                assertThat(event).isInstanceOf(TelnetEvent.Data.class);
                arrived.writeBytes(((TelnetEvent.Data) event).bytes());
            }
            at += length;
        }
        assertThat(arrived.toByteArray()).isEqualTo(input);
    }
}
