package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.TranscriptLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line whose modem has a bug. */
final class BuggyLine implements TranscriptLine {
    private static final Pattern PUBLISH = Pattern.compile("\\+AWSPUBLISH\\s*=\\s*[0-9]+\\s*,\\s*([0-9]{1,5})");

    private final TranscriptLine line;
    private final Bug bug;
    private final ArrayDeque<Chunk> said = new ArrayDeque<>();
    private int announced;
    private int payloadLeft;

    BuggyLine(TranscriptLine line, Bug bug) {
        this.line = line;
        this.bug = bug;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int payload = Math.min(payloadLeft, text.length());
        payloadLeft -= payload;
        String sent = payload > 0 ? bug.payload(text.substring(0, payload), this::say) : "";
        if (payload < text.length()) {
            String rest = text.substring(payload);
            Matcher publish = PUBLISH.matcher(rest.toUpperCase(Locale.ROOT));
            while (publish.find()) {
                announced = Integer.parseInt(publish.group(1));
            }
            sent += bug.command(rest, this::say);
        }
        if (!sent.isEmpty()) {
            line.send(sent.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void say(String text) {
        said.add(new Chunk(line.now(), text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public Chunk receive(long until) throws IOException {
        while (said.isEmpty()) {
            Chunk chunk = line.receive(until);
            if (chunk == null) {
                bug.nothingMore().forEach(this::say);
                return said.poll();
            }
            String text = new String(chunk.bytes(), StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n>")) {
                payloadLeft = announced;
            }
            for (String instead : bug.said(text)) {
                if (!instead.isEmpty()) {
                    said.add(new Chunk(chunk.at(), instead.getBytes(StandardCharsets.ISO_8859_1)));
                }
            }
        }
        return said.poll();
    }

    @Override
    public long now() {
        return line.now();
    }

    @Override
    public Duration tolerance(int bytes) {
        return line.tolerance(bytes);
    }

    @Override
    public Duration quietTime() {
        return line.quietTime();
    }

    @Override
    public void close() {
        line.close();
    }
}
