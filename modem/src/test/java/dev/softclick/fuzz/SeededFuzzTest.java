package dev.softclick.fuzz;

import dev.softclick.link.MqttSessionFuzz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A moment of every target, the same in every build. */
class SeededFuzzTest {
    private static final long SEED = 20_261_122;

    static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    static List<byte[]> typed() {
        return texts(
                "AT\r", "AT\r\nATE0\r\n", "A/", "ate0v1\r", "AT+AWSPUBOPEN=0,\"temperature\"\r\nAT+AWSPUBLISH=0,5,2\rhello", "noiseAT\b\bATX\r",
                "AT" + "x".repeat(1022) + "\r", "AT" + "x".repeat(1023) + "\rAT\r");
    }

    static List<byte[]> bodies() {
        return texts(
                "", "E0V1", "S3=13", "S3?", "+AWSPUBOPEN=0,\"temp\\22erature\"", "+AWSPUBLISH=0,5,2", "+QCCID;+GSN", "&FE0;+AWSSTATE?",
                "+AWSBUTTON = SINGLE ; E", "+CMEE=?", "E99999999999", "+AWSSUBOPEN=0,\"\u00e9\\C3\\A9\"");
    }

    /** A mode byte, and packets: CONNACK, SUBACK, PUBACK, UNSUBACK, PUBLISH of both kinds, PINGRESP, DISCONNECT, AUTH. */
    static List<byte[]> packets() {
        String[] sent = {
            "2003000000", "20020000", "2003008700", "20020005", "200a0000072100052700001000", "900400010001", "9003000101", "4003000100", "40020001",
            "b00400020000", "3007000374 2f7500 41", "32090003742f7500010041", "d000", "e0028e00", "e000", "f000",
            "30f0ff7f0003742f75"};
        byte[][] inputs = new byte[sent.length * 4][];
        for (int i = 0; i < inputs.length; i++) {
            byte[] packet = HexFormat.of().parseHex(sent[i % sent.length].replace(" ", ""));
            inputs[i] = new byte[packet.length + 1];
            inputs[i][0] = (byte) (i / sent.length * 0x35);
            System.arraycopy(packet, 0, inputs[i], 1, packet.length);
        }
        return List.of(inputs);
    }

    @Test
    void lines() throws Exception {
        new SeededRun(typed(), texts("AT", "at", "\r", "\n", "\r\n", "A/", "\b", "\u007f", "A")).run(LineDisciplineFuzz::fuzzerTestOneInput, SEED, 15_000);
    }

    @Test
    void commands() throws Exception {
        new SeededRun(bodies(), texts(";", ",", "=", "?", "=?", "\"", "\\", "\\22", " ", "+", "&", "S", "0", "1"))
                .run(CommandLineParserFuzz::fuzzerTestOneInput, SEED, 15_000);
    }

    @Test
    void brokers() throws Exception {
        new SeededRun(packets(), packets().stream().map(packet -> Arrays.copyOfRange(packet, 1, packet.length)).toList())
                .run(MqttSessionFuzz::fuzzerTestOneInput, SEED, 5_000);
    }

    @Test
    void simFiles() throws Exception {
        new SeededRun(SimImportFuzz.good(), texts(
                        "-----BEGIN ", "-----END ", "-----", "CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "\n", "=", "local", ":", "thing=", "\uFEFF"))
                .run(SimImportFuzz::fuzzerTestOneInput, SEED, 500);
    }
}
