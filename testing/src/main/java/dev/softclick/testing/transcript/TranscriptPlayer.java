package dev.softclick.testing.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Plays the host's side of transcripts on a line, one after the other, and judges what the modem says. The line and the cloud belong to the caller.
 */
public final class TranscriptPlayer {
    /** How long an answer may take where a transcript says nothing about it (docs/transcripts.md). */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private final TranscriptLine line;
    private final CloudSide cloud;

    /** A player without a cloud: {@code ~>} and {@code ~<} fail. */
    public TranscriptPlayer(TranscriptLine line) {
        this(line, CloudSide.none("there is no cloud in this run"));
    }

    /** A player on that line, with that cloud. */
    public TranscriptPlayer(TranscriptLine line, CloudSide cloud) {
        this.line = line;
        this.cloud = cloud;
    }

    /**
     * Plays.
     *
     * @param variables what names stand for in this run, as {@code thing}; see {@link Transcript#unknownNames}
     */
    public Verdict play(Transcript transcript, Map<String, String> variables) {
        Map<String, byte[]> values = new HashMap<>();
        variables.forEach((name, value) -> values.put(name, value.getBytes(StandardCharsets.UTF_8)));
        Performance performance = new Performance(transcript, HostManner.exact(line), cloud, values, line.now());
        while (true) {
            HostDeed deed = performance.next(line.now());
            if (deed instanceof HostDeed.Over(Verdict verdict)) {
                return verdict;
            }
            try {
                perform(deed, performance);
            } catch (IOException e) {
                performance.fail(String.valueOf(e.getMessage()));
            }
        }
    }

    private void perform(HostDeed deed, Performance performance) throws IOException {
        switch (deed) {
            case HostDeed.Send(byte[] bytes) -> line.send(bytes);
            case HostDeed.Publish(String topic, byte[] payload) -> cloud.publish(topic, payload);
            case HostDeed.Listen(long until) -> {
                // And then what else is here.
                for (Chunk chunk = line.receive(until); chunk != null; chunk = line.receive(line.now())) {
                    performance.hear(chunk);
                }
            }
            case HostDeed.Over _ -> {}
        }
    }
}
