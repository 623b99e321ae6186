package dev.softclick.testing.recording;

import dev.softclick.ModemEvent;
import dev.softclick.testing.transcript.Visible;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes a recording as a transcript that can be played again (docs/transcripts.md). */
public final class TranscriptWriter implements RecordingFormat {
    /** Modem bytes that are this far apart are two things said. */
    private static final long GAP = Duration.ofMillis(20).toNanos();

    /** After such a silence nothing of the same piece comes any more. */
    private static final long SILENCE = Duration.ofSeconds(1).toNanos();

    /** A host that does nothing for so long means to wait. */
    private static final long WAITS = Duration.ofSeconds(1).toNanos();

    /** What takes longer than that gets a limit of its own. */
    private static final long SLOW = Duration.ofMillis(2500).toNanos();

    /** Own messages that may come back. */
    private static final int MAX_OWN = 100;

    private final Names names;
    private final String header;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<byte[]> echoes = new ArrayList<>();
    private final List<ModemEvent.Publishing> own = new ArrayList<>();
    private long typedAt;
    private long typedAfter;
    private long saidAt;
    private long saidLast;
    private long lastActivity;
    private boolean echo = true;

    /**
     * A writer.
     *
     * @param version of Softclick, for the remark at the top
     * @param now when the recording begins, for the same
     * @param names what is written by its name instead ({@code thing} for {@code {thing}}), so that others can play it
     */
    public TranscriptWriter(String version, Instant now, Map<String, String> names) {
        this.names = new Names(names);
        header = "# recorded " + now.truncatedTo(ChronoUnit.SECONDS) + " by softclick " + version + "\n";
    }

    @Override
    public String begin() {
        return header;
    }

    @Override
    public String add(Recorded recorded) {
        switch (recorded) {
            case Recorded.Bytes bytes when bytes.fromHost() -> host(bytes);
            case Recorded.Bytes bytes -> modem(bytes);
            case Recorded.Event(long at, ModemEvent event) -> event(at, event);
            // It parts nothing: what is half typed or half said is written after it.
            case Recorded.Remark(long at, String text) -> out.append("# ").append(text.replaceAll("[^ -~]", " ")).append('\n');
            case Recorded.Lost(long at, long pieces) -> {
                flushTyped();
                flush();
                out.append("# ").append(pieces).append(" pieces are missing here: the file was too slow\n");
            }
        }
        return taken();
    }

    @Override
    public String quiet(long now) {
        if (said.size() > 0 && !saidIsEcho() && now - saidLast > (saidIsWhole() ? GAP : SILENCE)) {
            flush();
        }
        return taken();
    }

    @Override
    public String end() {
        flushTyped();
        flush();
        return taken();
    }

    private String taken() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    private void host(Recorded.Bytes bytes) {
        for (byte b : bytes.bytes()) {
            if (typed.size() == 0) {
                if (!saidIsEcho()) {
                    flush();
                }
                typedAt = bytes.at();
                typedAfter = typedAt - lastActivity;
            }
            if (b == '\r') {
                if (!saidIsEcho()) {
                    flush();
                }
                moment(typedAt, typedAfter, true);
                byte[] line = typed.toByteArray();
                // A line feed of the line before is not echoed: it stands alone.
                int start = line.length > 0 && line[0] == '\n' ? 1 : 0;
                if (start > 0) {
                    out.append(">> \\n\n");
                }
                line("> ", Arrays.copyOfRange(line, start, line.length));
                byte[] echoed = Arrays.copyOfRange(line, start, line.length + 1);
                echoed[echoed.length - 1] = '\r';
                echoes.add(echoed);
                typed.reset();
            } else {
                typed.write(b);
            }
        }
        lastActivity = bytes.at();
    }

    private void modem(Recorded.Bytes bytes) {
        if (said.size() > 0 && !saidIsEcho() && bytes.at() - saidLast > (saidIsWhole() ? GAP : SILENCE)) {
            flush();
        }
        if (said.size() == 0) {
            saidAt = bytes.at();
        }
        said.writeBytes(bytes.bytes());
        saidLast = bytes.at();
        if (typed.size() > 0 && !saidIsEcho()) {
            flushTyped();
        }
    }

    /** Whether what was said so far is nothing but the echo of a line that is half typed. */
    private boolean saidIsEcho() {
        byte[] line = typed.toByteArray();
        byte[] so = said.toByteArray();
        return so.length > 0 && so.length <= line.length && Arrays.equals(line, 0, so.length, so, 0, so.length);
    }

    /** Whether it ends as a response or a prompt does: in an echo or a line a slow machine may make a gap, too. */
    private boolean saidIsWhole() {
        byte[] so = said.toByteArray();
        byte last = so[so.length - 1];
        return last == '\n' || last == '>';
    }

    private void flushTyped() {
        if (typed.size() > 0) {
            moment(typedAt, typedAfter, true);
            line(">> ", typed.toByteArray());
            typed.reset();
        }
    }

    private void flush() {
        byte[] burst = said.toByteArray();
        said.reset();
        if (burst.length == 0) {
            return;
        }
        ResponseLines lines = new ResponseLines(burst, echoes, (sign, bytes) -> line(sign, bytes));
        if (lines.echoKnown() && lines.echoed() != echo) {
            echo = lines.echoed();
            out.append("# echo ").append(echo ? "on" : "off").append('\n');
        }
        if (!lines.onlyEchoes()) {
            moment(saidAt, saidAt - lastActivity, false);
        }
        lines.write();
        lastActivity = Math.max(lastActivity, saidLast);
    }

    private void event(long at, ModemEvent event) {
        switch (event) {
            case ModemEvent.Publishing publishing -> {
                flushTyped();
                flush();
                if (own.size() == MAX_OWN) {
                    own.removeFirst();
                }
                own.add(publishing);
                message("~< ", publishing.topic(), publishing.payload());
            }
            case ModemEvent.Arrived arrived -> {
                boolean ownMessage = own.removeIf(sent -> sent.topic().equals(arrived.topic()) && Arrays.equals(sent.payload(), arrived.payload()));
                if (!ownMessage) {
                    flushTyped();
                    flush();
                    moment(at, at - lastActivity, true);
                    message("~> ", arrived.topic(), arrived.payload());
                    lastActivity = at;
                }
            }
            case ModemEvent.StateChanged(var state) -> out.append("# state ").append(state.code()).append(' ').append(state.text()).append('\n');
            case ModemEvent.Subscribing _ -> {}
            case ModemEvent.PublishAnswered _ -> {}
            case ModemEvent.LinkDown(String reason) -> out.append("# link down, ").append(reason.replaceAll("\\p{Cntrl}", " ")).append('\n');
        }
    }

    private void message(String sign, String topic, byte[] payload) {
        out.append(sign)
                .append(names.put(Visible.escaped(topic.getBytes(StandardCharsets.UTF_8)).replace(" ", "\\x20")))
                .append(' ')
                .append(names.put(Visible.escaped(payload)))
                .append('\n');
    }

    private void moment(long at, long since, boolean byHost) {
        if (byHost && since >= WAITS && lastActivity > 0) {
            out.append('@').append(since / WAITS).append("s\n");
        } else if (!byHost && since >= SLOW) {
            out.append("@<=").append(3 * since / WAITS + 5).append("s\n");
        }
        Duration time = Duration.ofNanos(Math.max(0, at));
        out.append(String.format(java.util.Locale.ROOT, "# at %d.%03ds\n", time.toSeconds(), time.toMillisPart()));
    }

    private void line(String sign, byte[] bytes) {
        out.append(sign).append(names.put(Visible.escaped(bytes))).append('\n');
    }
}
