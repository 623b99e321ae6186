package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@link MqttSessionFuzz} can fail. */
class PlantedSessionFaultsTest {
    /** CONNACK is there; then a PUBLISH, in pieces of two bytes. */
    private static final byte[] PUBLISH = input(0x10 | MqttSessionFuzz.AFTER_CONNACK, "3007" + "0003742f7500" + "41");

    private static byte[] input(int mode, String hex) {
        byte[] packet = HexFormat.of().parseHex(hex);
        byte[] input = Arrays.copyOf(new byte[] {(byte) mode}, packet.length + 1);
        System.arraycopy(packet, 0, input, 1, packet.length);
        return input;
    }

    private static void isFound(Consumer<io.netty.handler.codec.mqtt.MqttMessage> planted, String words) {
        MqttSessionFuzz.check(PUBLISH, message -> {});
        assertThatThrownBy(() -> MqttSessionFuzz.check(PUBLISH, planted)).isInstanceOf(IllegalStateException.class).hasMessageContaining(words);
    }

    @Test
    void aBufferThatIsNotReleased() {
        isFound(message -> {
            if (message instanceof MqttPublishMessage publish) {
                publish.retain();
            }
        }, "left");
    }

    @Test
    void anException() {
        isFound(message -> {
            if (message instanceof MqttPublishMessage) {
                throw new IllegalStateException("planted");
            }
        }, "planted");
    }
}
