package dev.softclick.testing.replay;

import dev.softclick.port.Port;
import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.Step;
import dev.softclick.testing.transcript.Template;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays the module's side of a transcript to a host, byte by byte: it waits for what the host said then, and answers as it was answered then, after the
 * same time where a recording tells of times ({@code # at}), else after the pauses and gaps that are written. What the cloud did is passed over.
 */
public final class TranscriptReplayer {
    /** How long the end is listened to. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Transcript transcript;
    private final Map<String, byte[]> values = new HashMap<>();
    private final HostBytes host;
    private final Duration patience;
    private byte[] unread = {};

    /** Where a host did otherwise. */
    public record Deviation(String transcript, int line, String expected, String seen, String reason) {
        /** For a person. */
        @Override
        public String toString() {
            return transcript + ":" + line + ": " + reason + "\n  expected: " + expected + "\n  seen:     " + (seen.isEmpty() ? "(nothing)" : seen);
        }
    }

    /**
     * A replay.
     *
     * @param variables what names stand for
     * @param port where the host is; opened by {@link #open}, belongs to the caller
     * @param patience how long the host may take beyond the pauses that are written
     */
    public TranscriptReplayer(Transcript transcript, Map<String, String> variables, Port port, Duration patience) {
        this.transcript = transcript;
        this.patience = patience;
        host = new HostBytes(port);
        variables.forEach((name, value) -> values.put(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** What can't be said: patterns, and names that nothing stands for. */
    public List<Mistake> unsayable() {
        List<Mistake> mistakes = new ArrayList<>();
        for (Step step : transcript.steps()) {
            for (Step each : step instanceof Step.AnyOrder any ? any.expected() : List.of(step)) {
                Template text = text(each);
                if (text != null && text.bytes(values::get).isEmpty()) {
                    mistakes.add(new Mistake(transcript.name(), each.line(), 1, "exact text: a pattern, or an unknown name, can't be replayed"));
                }
            }
        }
        return mistakes;
    }

    private static @Nullable Template text(Step step) {
        return switch (step) {
            case Step.Type type -> type.text();
            case Step.Send send -> send.bytes();
            case Step.Line line -> line.text();
            case Step.Bytes bytes -> bytes.bytes();
            default -> null;
        };
    }

    /**
     * Opens the port: hosts can connect.
     *
     * @throws IOException when it can't be had
     */
    public void open() throws IOException {
        host.open();
    }

    /**
     * Replays, from the host's first byte on.
     *
     * @return where the host did otherwise; nothing when it did as written
     * @throws IOException when the port is gone
     */
    public Optional<Deviation> replay() throws IOException, InterruptedException {
        Duration recorded = null;
        Duration wait = Duration.ZERO;
        boolean echo = true;
        List<Step> steps = transcript.steps();
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Moment moment -> {
                    Duration before = recorded;
                    recorded = moment.sinceStart();
                    wait = before == null ? Duration.ZERO : recorded.minus(before);
                }
                case Step.Pause pause -> wait = recorded == null ? wait.plus(pause.length()) : wait;
                case Step.NotBefore gap -> wait = recorded == null ? wait.plus(gap.gap()) : wait;
                case Step.Type type -> {
                    echo = echoAfter(steps, i, echo);
                    byte[] line = bytes(type.text());
                    byte[] wanted = Arrays.copyOf(line, line.length + 1);
                    wanted[line.length] = '\r';
                    Optional<Deviation> deviation = hear(type, wanted, patience.plus(wait));
                    if (deviation.isPresent()) {
                        return deviation;
                    }
                    wait = Duration.ZERO;
                    if (echo) {
                        host.give(wanted, patience);
                    }
                }
                case Step.Send send -> {
                    Optional<Deviation> deviation = hear(send, bytes(send.bytes()), patience.plus(wait));
                    if (deviation.isPresent()) {
                        return deviation;
                    }
                    wait = Duration.ZERO;
                }
                case Step.Line line -> wait = say(line, wait);
                case Step.Bytes raw -> wait = say(raw, wait);
                case Step.AnyOrder any -> {
                    for (Step.Expected each : any.expected()) {
                        wait = say(each, wait);
                    }
                }
                case Step.Seen _ -> {}
                case Step.Publish _ -> {}
                case Step.Within _ -> {}
                case Step.Echo _ -> {}
            }
        }
        return heardMore();
    }

    /** Listens a little longer: the last answer has to reach the host, and the host is to say nothing more. */
    private Optional<Deviation> heardMore() throws IOException, InterruptedException {
        byte[] more = unread.length > 0 ? unread : host.take(FAREWELL);
        int last = transcript.steps().isEmpty() ? 1 : transcript.steps().getLast().line();
        return more == null
                ? Optional.empty()
                : Optional.of(new Deviation(
                        transcript.name(), last, "(nothing more)", Visible.escaped(more), "the host sends more than is written"));
    }

    /** Whether the line typed at {@code index} is echoed: a change is told before the next line. */
    private static boolean echoAfter(List<Step> steps, int index, boolean echo) {
        for (int i = index + 1; i < steps.size() && !(steps.get(i) instanceof Step.Type); i++) {
            if (steps.get(i) instanceof Step.Echo change) {
                return change.on();
            }
        }
        return echo;
    }

    private byte[] bytes(Template template) {
        return template.bytes(values::get).orElseThrow(() -> new IllegalStateException("unsayable() was not asked"));
    }

    private Duration say(Step.Expected step, Duration wait) throws IOException, InterruptedException {
        if (step instanceof Step.Seen) {
            return wait;
        }
        Thread.sleep(wait);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (step instanceof Step.Line line) {
            out.writeBytes(new byte[] {'\r', '\n'});
            out.writeBytes(bytes(line.text()));
            out.writeBytes(new byte[] {'\r', '\n'});
        } else if (step instanceof Step.Bytes raw) {
            out.writeBytes(bytes(raw.bytes()));
        }
        host.give(out.toByteArray(), patience);
        return Duration.ZERO;
    }

    private Optional<Deviation> hear(Step step, byte[] wanted, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            int common = Math.min(wanted.length, unread.length);
            if (!Arrays.equals(wanted, 0, common, unread, 0, common)) {
                return deviation(step, wanted, "the host sends something else");
            }
            if (common == wanted.length) {
                unread = Arrays.copyOfRange(unread, common, unread.length);
                return Optional.empty();
            }
            byte[] more = host.take(Duration.ofNanos(end - System.nanoTime()));
            if (more == null) {
                return deviation(step, wanted, "the host sends nothing more");
            }
            int old = unread.length;
            unread = Arrays.copyOf(unread, old + more.length);
            System.arraycopy(more, 0, unread, old, more.length);
        }
    }

    private Optional<Deviation> deviation(Step step, byte[] wanted, String reason) {
        return Optional.of(new Deviation(transcript.name(), step.line(), Visible.escaped(wanted), Visible.escaped(unread), reason));
    }
}
