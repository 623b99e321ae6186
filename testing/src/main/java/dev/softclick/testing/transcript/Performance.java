package dev.softclick.testing.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One playing of one transcript. It knows no line, does not wait and reads no clock: {@link #next} says what to do, {@link #hear} is told what came. So
 * it serves a player that blocks ({@link TranscriptPlayer}) and one that has thousands of lines and no thread for each.
 *
 * <p>Times are nanoseconds of one clock. One thread at a time.
 */
public final class Performance {
    private final Transcript transcript;
    private final HostManner manner;
    private final Map<String, byte[]> values;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Conversation conversation;
    private final Heard heard;
    private final SeenMessages seen;
    private final long began;
    private long now;
    private int nextStep;
    private @Nullable Duration within;
    private @Nullable Duration notBefore;
    private boolean lineBefore;
    private int sentBytes;
    private Waiting waiting = Waiting.NOTHING;
    private Verdict.@Nullable Failed failure;
    private boolean over;

    /** What is waited for. */
    private sealed interface Waiting {
        /** Nothing: the next step may be taken. */
        Waiting NOTHING = new Nothing();

        record Nothing() implements Waiting {}

        record Silence(Step.Pause pause, long since, long until) implements Waiting {}

        record Words(Awaited awaited, Duration limit, @Nullable Duration gap, long deadline) implements Waiting {}

        record TheEnd(long until) implements Waiting {}
    }

    /**
     * About to begin.
     *
     * @param cloud what {@code ~<} is asked of
     * @param values what names stand for; those that patterns keep are added
     * @param now the time
     */
    public Performance(Transcript transcript, HostManner manner, CloudSide cloud, Map<String, byte[]> values, long now) {
        this.transcript = transcript;
        this.manner = manner;
        this.values = new HashMap<>(values);
        this.now = now;
        began = now;
        conversation = new Conversation(began, manner.keptLines());
        heard = new Heard(began);
        seen = new SeenMessages(cloud, message -> conversation.said(
                this.now, "~<", message.topic() + " " + Conversation.shown(message.payload())));
    }

    /** The modem said this. */
    public void hear(Chunk chunk) {
        conversation.said(chunk.at(), "<<", chunk.bytes());
        heard.add(chunk);
        if (heard.bytes().length > Heard.MAX_BYTES) {
            fail("the modem says more than " + Heard.MAX_BYTES + " bytes that nothing expects");
        }
    }

    /** What was to be done last, or to be listened for, can't be: the step fails for this reason. */
    public void fail(String reason) {
        if (failure == null) {
            failure = waiting instanceof Waiting.TheEnd
                    ? new Verdict.Failed(transcript.name(), lastLine(), null, "", "", reason, conversation.lines())
                    : failed(transcript.steps().get(Math.max(0, nextStep - 1)), "", reason);
        }
    }

    /** What to do now. */
    public HostDeed next(long time) {
        now = time;
        Verdict.Failed failed = failure;
        while (failed == null) {
            HostDeed deed = switch (waiting) {
                case Waiting.Nothing _ -> begin();
                case Waiting.Silence silence -> silence(silence);
                case Waiting.Words words -> look(words);
                case Waiting.TheEnd(long until) -> end(until);
            };
            if (deed != null) {
                return deed;
            }
            failed = failure;
        }
        return new HostDeed.Over(failed);
    }

    private @Nullable HostDeed begin() {
        if (nextStep == transcript.steps().size()) {
            waiting = new Waiting.TheEnd(now + manner.quietTime().toNanos());
            return null;
        }
        return perform(transcript.steps().get(nextStep++));
    }

    private @Nullable HostDeed perform(Step step) {
        boolean wasLine = lineBefore;
        lineBefore = false;
        switch (step) {
            case Step.Type type -> {
                return type(type);
            }
            case Step.Send send -> {
                return send(send);
            }
            case Step.Publish publish -> {
                return publish(publish);
            }
            case Step.Pause pause -> waiting = new Waiting.Silence(pause, now, now + pause.length().toNanos());
            case Step.Within bound -> within = bound.limit();
            case Step.NotBefore bound -> notBefore = bound.gap();
            case Step.Moment _ -> lineBefore = wasLine;
            case Step.Echo _ -> {}
            case Step.AnyOrder any -> {
                return await(any.expected(), false);
            }
            case Step.Expected expected -> {
                return await(List.of(expected), wasLine);
            }
        }
        return null;
    }

    private @Nullable HostDeed type(Step.Type type) {
        Optional<byte[]> text = type.text().bytes(values::get);
        if (text.isEmpty()) {
            return unknownName(type);
        }
        byte[] bytes = Arrays.copyOf(text.get(), text.get().length + 1);
        bytes[bytes.length - 1] = '\r';
        heard.expectEcho(bytes);
        conversation.said(now, ">", text.get());
        sentBytes = bytes.length;
        return new HostDeed.Send(bytes);
    }

    private @Nullable HostDeed send(Step.Send send) {
        Optional<byte[]> bytes = send.bytes().bytes(values::get);
        if (bytes.isEmpty()) {
            return unknownName(send);
        }
        conversation.said(now, ">>", bytes.get());
        sentBytes = bytes.get().length;
        return new HostDeed.Send(bytes.get());
    }

    private @Nullable HostDeed publish(Step.Publish publish) {
        Optional<byte[]> topic = publish.topic().bytes(values::get);
        Optional<byte[]> payload = publish.payload().bytes(values::get);
        if (topic.isEmpty() || payload.isEmpty()) {
            return unknownName(publish);
        }
        String name = new String(topic.get(), StandardCharsets.UTF_8);
        conversation.said(now, "~>", name + " " + Conversation.shown(payload.get()));
        return new HostDeed.Publish(name, payload.get());
    }

    private @Nullable HostDeed silence(Waiting.Silence silence) {
        if (now < silence.until()) {
            return new HostDeed.Listen(silence.until());
        }
        heard.takeEchoes();
        passOver();
        waiting = Waiting.NOTHING;
        long soon = silence.until() - manner.tolerance().apply(0).toNanos();
        if (!heard.isEmpty() && heard.timeOf(0) < soon) {
            Duration after = Duration.ofNanos(Math.max(0, heard.timeOf(0) - silence.since()));
            failure = failed(
                    silence.pause(),
                    "(silence for " + TimeText.length(silence.pause().length()) + ")",
                    "something was said after " + TimeText.moment(after) + " of silence");
        }
        return null;
    }

    private HostDeed await(List<Step.Expected> expected, boolean wasLine) {
        Duration limit = within == null ? TranscriptPlayer.USUAL_WAIT : within;
        Duration gap = notBefore;
        within = null;
        notBefore = null;
        long deadline = now + limit.toNanos() + manner.tolerance().apply(sentBytes + length(expected)).toNanos();
        sentBytes = 0;
        waiting = new Waiting.Words(new Awaited(expected, heard, seen, values, wasLine), limit, gap, deadline);
        // What is here already is looked at first, also when the deadline is over.
        return new HostDeed.Listen(now);
    }

    private @Nullable HostDeed look(Waiting.Words words) {
        Awaited awaited = words.awaited();
        Awaited.Look look;
        try {
            look = awaited.next(now);
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
            return null;
        }
        switch (look) {
            case Awaited.Progress progress -> {
                progressed(words, progress);
                return null;
            }
            case Awaited.Mismatch mismatch -> {
                if (passOver()) {
                    return null;
                }
                if (!manner.patient() || !heard.unsolicitedBegins()) {
                    failure = failed(awaited.firstOpen(), awaited.wanted(), mismatch.reason());
                    return null;
                }
                return waitUntil(words, words.deadline());
            }
            case Awaited.Waiting open -> {
                return waitUntil(words, Math.min(words.deadline(), open.lookAgainAt()));
            }
        }
    }

    private @Nullable HostDeed waitUntil(Waiting.Words words, long until) {
        if (now < words.deadline()) {
            return new HostDeed.Listen(until);
        }
        failure = failed(words.awaited().firstOpen(), words.awaited().wanted(), "it did not come within " + TimeText.length(words.limit()));
        return null;
    }

    private void progressed(Waiting.Words words, Awaited.Progress progress) {
        values.putAll(progress.kept());
        kept.putAll(progress.kept());
        Duration gap = words.gap();
        Duration after = progress.saidAfter();
        if (gap != null && after != null) {
            if (after.plus(manner.tolerance().apply(0)).compareTo(gap) < 0) {
                failure = failed(
                        transcript.steps().get(nextStep - 1),
                        "",
                        "it came " + TimeText.moment(after) + " after what was said before, not " + TimeText.length(gap) + " or more");
                return;
            }
            gap = null;
        }
        if (words.awaited().done()) {
            lineBefore = words.awaited().lineLast();
            waiting = Waiting.NOTHING;
        } else {
            waiting = new Waiting.Words(words.awaited(), words.limit(), gap, words.deadline());
        }
    }

    /** For the patient: takes unsolicited results off the front; whether there was one. */
    private boolean passOver() {
        boolean passed = false;
        while (manner.patient() && heard.takeUnsolicited()) {
            passed = true;
        }
        return passed;
    }

    private HostDeed end(long until) {
        if (now < until && !over) {
            return new HostDeed.Listen(until);
        }
        over = true;
        heard.takeEchoes();
        if (!heard.isEmpty() && !manner.patient()) {
            return new HostDeed.Over(new Verdict.Failed(
                    transcript.name(), lastLine(), null, "(nothing more)", Conversation.shown(heard.bytes()), "more was said than is written",
                    conversation.lines()));
        }
        return new HostDeed.Over(new Verdict.Passed(kept, Duration.ofNanos(now - began), conversation.lines()));
    }

    private int lastLine() {
        return transcript.steps().isEmpty() ? 1 : transcript.steps().getLast().line();
    }

    private static int length(List<Step.Expected> expected) {
        int bytes = 0;
        for (Step.Expected each : expected) {
            bytes += switch (each) {
                case Step.Line text -> text.text().source().length() + 4;
                case Step.Bytes raw -> raw.bytes().source().length();
                case Step.Seen _ -> 0;
            };
        }
        return bytes;
    }

    private @Nullable HostDeed unknownName(Step step) {
        failure = failed(step, "", "a name in it is not known");
        return null;
    }

    private Verdict.Failed failed(Step step, String expected, String reason) {
        return new Verdict.Failed(
                transcript.name(), step.line(), step, expected, Conversation.shown(heard.bytes()), reason, conversation.lines());
    }
}
