package dev.softclick.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.ModemEvent;
import dev.softclick.firmware.ModemState;
import dev.softclick.port.TracedBytes;
import dev.softclick.port.TracedRemark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecordingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static TracedBytes host(String text) {
        return new TracedBytes(System.nanoTime(), true, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void jsonLinesTellBytesCommandsStatesAndMessages(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trace.jsonl");
        try (Recording recording = Recording.to(file, new JsonLinesWriter("0.1.0", NOW))) {
            recording.bytes(host("AT+G"));
            recording.bytes(host("SN\r"));
            recording.bytes(new TracedBytes(System.nanoTime(), false, new byte[] {'"', (byte) 0x80}));
            recording.event(new ModemEvent.StateChanged(ModemState.READY_CONNECTED));
            recording.event(new ModemEvent.Arrived("t/x", "a\"b".getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(Files.readAllLines(file)).extracting(line -> line.replaceFirst("\"t\":[0-9.]+", "\"t\":0")).containsExactly(
                "{\"t\":0,\"recorded\":\"2026-01-01T00:00:00Z\",\"softclick\":\"0.1.0\"}",
                "{\"t\":0,\"dir\":\"host\",\"text\":\"AT+G\"}",
                "{\"t\":0,\"dir\":\"host\",\"text\":\"SN\\r\"}",
                "{\"t\":0,\"command\":\"AT+GSN\"}",
                "{\"t\":0,\"dir\":\"modem\",\"hex\":\"2280\"}",
                "{\"t\":0,\"state\":6,\"name\":\"Ready: MQTT Connected\"}",
                "{\"t\":0,\"mqtt\":\"message\",\"topic\":\"t/x\",\"text\":\"a\\\"b\"}");
    }

    @Test
    void anEarlierRecordingIsReplaced(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("trace.at"), "> AT+GSN\n");
        try (Recording recording = Recording.to(file, new TranscriptWriter("0.1.0", NOW, java.util.Map.of()))) {
            recording.bytes(host("AT\r"));
        }
        assertThat(Files.readString(file)).startsWith("# recorded 2026").endsWith("> AT\n");
    }

    @Test
    void aFullDiskEndsTheRecordingAndNothingElse() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).as("/dev/full is there").isTrue();
        RecordingFormat silentStart = new RecordingFormat() {
            @Override
            public String begin() {
                return "";
            }

            @Override
            public String add(Recorded recorded) {
                return "x\n";
            }

            @Override
            public String quiet(long now) {
                return "";
            }

            @Override
            public String end() {
                return "";
            }
        };
        try (Recording recording = Recording.to(full, silentStart)) {
            for (int i = 0; i < 3 * Recording.MAX_WAITING; i++) {
                recording.bytes(host("AT\r"));
            }
            await().atMost(Duration.ofSeconds(60)).until(recording::ended);
            recording.bytes(host("AT\r"));
        }
    }

    @Test
    void signalsAndFaultsAreRemarksThatPartNothing(@TempDir Path folder) throws IOException {
        Path transcript = folder.resolve("trace.at");
        Path json = folder.resolve("trace.jsonl");
        TracedRemark fault = new TracedRemark(System.nanoTime(), "fault: host drop nth 2: byte 2, x54");
        try (Recording text = Recording.to(transcript, new TranscriptWriter("0.1.0", NOW, java.util.Map.of()));
                Recording lines = Recording.to(json, new JsonLinesWriter("0.1.0", NOW))) {
            text.bytes(host("A"));
            text.remark(fault);
            text.bytes(host("T\r"));
            text.remark(new TracedRemark(System.nanoTime(), "line: DTR off"));
            lines.remark(fault);
        }
        assertThat(Files.readString(transcript).replaceAll("# at .*\n", ""))
                .endsWith("\n# fault: host drop nth 2: byte 2, x54\n> AT\n# line: DTR off\n");
        assertThat(Files.readAllLines(json).getLast()).endsWith("\"line\":\"fault: host drop nth 2: byte 2, x54\"}");
    }

    @Test
    void whatIsLostIsTold() {
        TranscriptWriter writer = new TranscriptWriter("0.1.0", NOW, java.util.Map.of());
        assertThat(writer.add(new Recorded.Lost(0, 7))).isEqualTo("# 7 pieces are missing here: the file was too slow\n");
    }
}
