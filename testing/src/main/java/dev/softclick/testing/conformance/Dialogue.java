package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.TranscriptLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talks to a modem between the cases, forgiving in what it takes for an answer: what is judged, the cases judge. */
final class Dialogue {
    /** More than that without the answer that is waited for is forgotten, the oldest first; in characters. */
    private static final int MAX_HEARD = 64 * 1024;

    private final TranscriptLine line;
    private final StringBuilder heard = new StringBuilder();

    Dialogue(TranscriptLine line) {
        this.line = line;
    }

    /** Forgets what was heard and sends text of ISO 8859-1. */
    void send(String text) throws IOException {
        heard.setLength(0);
        line.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits for what matches the pattern, in all that was heard since something was sent. */
    Optional<MatchResult> await(Pattern wanted, Duration limit) throws IOException {
        long end = line.now() + limit.plus(line.tolerance(64)).toNanos();
        while (true) {
            Matcher matcher = wanted.matcher(heard);
            if (matcher.find()) {
                return Optional.of(matcher.toMatchResult());
            }
            Chunk chunk = line.receive(end);
            if (chunk == null) {
                return Optional.empty();
            }
            heard.append(new String(chunk.bytes(), StandardCharsets.ISO_8859_1));
            if (heard.length() > MAX_HEARD) {
                heard.delete(0, heard.length() - MAX_HEARD);
            }
        }
    }

    /** Listens until nothing came for that long; not for ever. */
    void untilSilent(Duration silence, Duration limit) throws IOException {
        long end = line.now() + limit.toNanos();
        while (line.now() < end && line.receive(line.now() + silence.toNanos()) != null) {
            // what comes belongs to a case that is over
        }
    }

    /** What was heard since something was sent. */
    String heard() {
        return heard.toString();
    }
}
