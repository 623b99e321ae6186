package dev.softclick.testing.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.ModemEvent;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.CloudMessage;
import dev.softclick.testing.transcript.CloudSide;
import dev.softclick.testing.transcript.EngineLine;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.TranscriptLine;
import dev.softclick.testing.transcript.TranscriptPlayer;
import dev.softclick.testing.transcript.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was recorded can be played again. */
class RoundTripTest {
    private static final ModemSettings SETTINGS = ModemSettings.defaults("1.2.3");

    /** An engine whose conversation is recorded, a byte of it at a time. */
    private static final class Recorder implements TranscriptLine, CloudSide {
        private final EngineLine line = EngineLine.of(SETTINGS);
        private final TranscriptWriter writer =
                new TranscriptWriter("0.1.0", Instant.parse("2026-01-01T00:00:00Z"), EngineLine.variables(SETTINGS));
        private final StringBuilder file = new StringBuilder(writer.begin());

        @Override
        public void send(byte[] bytes) {
            for (byte b : bytes) {
                file.append(writer.add(new Recorded.Bytes(now(), true, new byte[] {b})));
                line.send(new byte[] {b});
                hearEcho();
            }
        }

        private void hearEcho() {
            Chunk chunk = line.receive(now());
            while (chunk != null) {
                heard.add(chunk);
                file.append(writer.add(new Recorded.Bytes(chunk.at(), false, chunk.bytes())));
                chunk = line.receive(now());
            }
        }

        private final java.util.ArrayDeque<Chunk> heard = new java.util.ArrayDeque<>();

        @Override
        public Chunk receive(long until) {
            if (!heard.isEmpty()) {
                return heard.poll();
            }
            Chunk chunk = line.receive(until);
            if (chunk == null) {
                file.append(writer.quiet(now()));
            } else {
                file.append(writer.add(new Recorded.Bytes(chunk.at(), false, chunk.bytes())));
            }
            return chunk;
        }

        @Override
        public void publish(String topic, byte[] payload) {
            file.append(writer.add(new Recorded.Event(now(), new ModemEvent.Arrived(topic, payload))));
            line.cloud().publish(topic, payload);
        }

        @Override
        public CloudMessage poll() {
            CloudMessage message = line.cloud().poll();
            if (message != null) {
                file.append(writer.add(new Recorded.Event(now(), new ModemEvent.Publishing(message.topic(), message.payload(), true))));
            }
            return message;
        }

        @Override
        public long now() {
            return line.now();
        }

        @Override
        public Duration tolerance(int bytes) {
            return Duration.ZERO;
        }

        @Override
        public Duration quietTime() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}

        String file() {
            return file.append(writer.end()).toString();
        }
    }

    private static String record(Transcript transcript) {
        Recorder recorder = new Recorder();
        assertThat(new TranscriptPlayer(recorder, recorder).play(transcript, EngineLine.variables(SETTINGS))).isInstanceOf(Verdict.Passed.class);
        return recorder.file();
    }

    private static Verdict play(String text) {
        EngineLine line = EngineLine.of(SETTINGS);
        return new TranscriptPlayer(line, line.cloud()).play(Transcript.parse("recorded.at", text).orThrow(), EngineLine.variables(SETTINGS));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/transcripts"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatWasRecordedCanBePlayed(Path file) throws IOException {
        String recorded = record(Transcript.read(file).orThrow());
        assertThat(play(recorded)).as(recorded).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void aRecordingReadsAsAPersonWouldWriteIt() {
        String recorded = record(Transcript.parse("case.at", """
                > AT+AWSPUBOPEN=0,"t"
                < OK
                < +AWSPUBOPEN: 0,0
                @8s
                > ATE0
                < OK
                > AT+AWSPUBLISH=0,3
                << \\r\\n>
                >> a\\x00b
                < SEND OK
                ~< t/{thing} a\\x00b
                """).orThrow());
        assertThat(recorded).isEqualTo("""
                # recorded 2026-01-01T00:00:00Z by softclick 0.1.0
                # at 0.000s
                > AT+AWSPUBOPEN=0,"t"
                # at 0.000s
                < OK
                # at 0.060s
                < +AWSPUBOPEN: 0,0
                @8s
                # at 8.060s
                > ATE0
                # at 8.060s
                < OK
                # at 8.060s
                > AT+AWSPUBLISH=0,3
                # echo off
                # at 8.060s
                << \\r\\n>
                # at 8.060s
                >> a\\x00b
                # at 8.060s
                < SEND OK
                ~< t/{thing} a\\x00b
                """);
    }

    @Test
    void lineFeedsBehindLinesStandAlone() {
        String recorded = record(Transcript.parse("case.at", ">> AT\\r\\nAT\\r\\n\n<< AT\\r\\r\\nOK\\r\\nAT\\r\\r\\nOK\\r\\n").orThrow());
        assertThat(play(recorded)).as(recorded).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void aGapInsideAnEchoOrALineIsNoEnd() {
        TranscriptWriter writer = new TranscriptWriter("0.1.0", Instant.EPOCH, java.util.Map.of());
        StringBuilder file = new StringBuilder();
        long at = 0;
        file.append(writer.add(new Recorded.Bytes(at, true, "AT+GSN\r".getBytes(StandardCharsets.US_ASCII))));
        for (String piece : new String[] {"AT+", "GSN\r\r\n12", "3\r\n", "\r\nOK\r\n"}) {
            at += Duration.ofMillis(60).toNanos();
            file.append(writer.quiet(at - 1));
            file.append(writer.add(new Recorded.Bytes(at, false, piece.getBytes(StandardCharsets.US_ASCII))));
        }
        assertThat(file.append(writer.end()).toString()).isEqualTo("""
                # at 0.000s
                > AT+GSN
                # at 0.060s
                < 123
                # at 0.240s
                < OK
                """);
    }

    @Test
    void anyByteMayBeInIt() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            all.append((char) (i + 16));
        }
        byte[] payload = all.toString().getBytes(StandardCharsets.ISO_8859_1);
        String recorded = record(Transcript.parse("case.at", "> AT+AWSPUBOPEN=0,\"t\"\n< OK\n< +AWSPUBOPEN: 0,0\n> AT+AWSPUBLISH=0,240\n<< \\r\\n>\n>> "
                + dev.softclick.testing.transcript.Visible.escaped(payload) + "\n< SEND OK").orThrow());
        assertThat(play(recorded)).as(recorded).isInstanceOf(Verdict.Passed.class);
    }
}
