package dev.softclick.testing.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One playing of one transcript. */
final class Performance {
    private final Transcript transcript;
    private final TranscriptLine line;
    private final CloudSide cloud;
    private final Map<String, byte[]> values;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Conversation conversation;
    private final Heard heard;
    private final SeenMessages seen;
    private final long began;
    private @Nullable Duration within;
    private @Nullable Duration notBefore;
    private boolean lineBefore;
    private int sentBytes;

    Performance(Transcript transcript, TranscriptLine line, CloudSide cloud, Map<String, byte[]> values) {
        this.transcript = transcript;
        this.line = line;
        this.cloud = cloud;
        this.values = values;
        began = line.now();
        conversation = new Conversation(began);
        heard = new Heard(began);
        seen = new SeenMessages(cloud, message -> conversation.said(
                line.now(), "~<", message.topic() + " " + Conversation.shown(message.payload())));
    }

    Verdict play() {
        for (Step step : transcript.steps()) {
            Verdict.Failed failed;
            try {
                failed = perform(step);
            } catch (IOException e) {
                failed = failed(step, "", String.valueOf(e.getMessage()));
            }
            if (failed != null) {
                return failed;
            }
        }
        return end();
    }

    private Verdict end() {
        int last = transcript.steps().isEmpty() ? 1 : transcript.steps().getLast().line();
        try {
            listenUntil(line.now() + line.quietTime().toNanos());
            if (!heard.isEmpty()) {
                return new Verdict.Failed(
                        transcript.name(), last, null, "(nothing more)", Conversation.shown(heard.bytes()), "more was said than is written",
                        conversation.lines());
            }
        } catch (IOException e) {
            return new Verdict.Failed(transcript.name(), last, null, "", "", String.valueOf(e.getMessage()), conversation.lines());
        }
        return new Verdict.Passed(kept, Duration.ofNanos(line.now() - began), conversation.lines());
    }

    private Verdict.@Nullable Failed perform(Step step) throws IOException {
        boolean wasLine = lineBefore;
        lineBefore = false;
        return switch (step) {
            case Step.Type type -> type(type);
            case Step.Send send -> {
                Optional<byte[]> bytes = send.bytes().bytes(values::get);
                yield bytes.isPresent() ? send(">>", bytes.get()) : unknownName(step);
            }
            case Step.Publish publish -> {
                Optional<byte[]> topic = publish.topic().bytes(values::get);
                Optional<byte[]> payload = publish.payload().bytes(values::get);
                yield topic.isPresent() && payload.isPresent() ? publish(topic.get(), payload.get()) : unknownName(step);
            }
            case Step.Pause pause -> pause(pause);
            case Step.Within bound -> {
                within = bound.limit();
                yield null;
            }
            case Step.NotBefore bound -> {
                notBefore = bound.gap();
                yield null;
            }
            case Step.Moment _ -> {
                lineBefore = wasLine;
                yield null;
            }
            case Step.Echo _ -> null;
            case Step.AnyOrder any -> await(step, any.expected(), false);
            case Step.Expected expected -> await(step, List.of(expected), wasLine);
        };
    }

    private Verdict.@Nullable Failed type(Step.Type type) throws IOException {
        Optional<byte[]> text = type.text().bytes(values::get);
        if (text.isEmpty()) {
            return unknownName(type);
        }
        byte[] bytes = java.util.Arrays.copyOf(text.get(), text.get().length + 1);
        bytes[bytes.length - 1] = '\r';
        heard.expectEcho(bytes);
        conversation.said(line.now(), ">", text.get());
        line.send(bytes);
        sentBytes = bytes.length;
        return null;
    }

    private Verdict.@Nullable Failed send(String sign, byte[] bytes) throws IOException {
        conversation.said(line.now(), sign, bytes);
        line.send(bytes);
        sentBytes = bytes.length;
        return null;
    }

    private Verdict.@Nullable Failed publish(byte[] topic, byte[] payload) throws IOException {
        String name = new String(topic, java.nio.charset.StandardCharsets.UTF_8);
        conversation.said(line.now(), "~>", name + " " + Conversation.shown(payload));
        cloud.publish(name, payload);
        return null;
    }

    private Verdict.@Nullable Failed pause(Step.Pause pause) throws IOException {
        long start = line.now();
        long end = start + pause.length().toNanos();
        listenUntil(end);
        long soon = end - line.tolerance(0).toNanos();
        if (!heard.isEmpty() && heard.timeOf(0) < soon) {
            Duration after = Duration.ofNanos(Math.max(0, heard.timeOf(0) - start));
            return failed(
                    pause, "(silence for " + TimeText.length(pause.length()) + ")", "something was said after " + TimeText.moment(after) + " of silence");
        }
        return null;
    }

    /** Takes in what comes up to then; echoes are taken as read. */
    private void listenUntil(long end) throws IOException {
        Chunk chunk = line.receive(end);
        while (chunk != null) {
            hear(chunk);
            chunk = line.receive(end);
        }
        heard.takeEchoes();
    }

    private void hear(Chunk chunk) throws IOException {
        conversation.said(chunk.at(), "<<", chunk.bytes());
        heard.add(chunk);
        if (heard.bytes().length > Heard.MAX_BYTES) {
            throw new IOException("the modem says more than " + Heard.MAX_BYTES + " bytes that nothing expects");
        }
    }

    private Verdict.@Nullable Failed await(Step step, List<Step.Expected> expected, boolean wasLine) throws IOException {
        Duration limit = within == null ? TranscriptPlayer.USUAL_WAIT : within;
        Duration gap = notBefore;
        within = null;
        notBefore = null;
        long deadline = line.now() + limit.toNanos() + line.tolerance(sentBytes + length(expected)).toNanos();
        sentBytes = 0;
        Awaited awaited = new Awaited(expected, heard, seen, values, wasLine);
        while (true) {
            // What is here already is looked at first, also when the deadline is over.
            for (Chunk chunk = line.receive(line.now()); chunk != null; chunk = line.receive(line.now())) {
                hear(chunk);
            }
            switch (awaited.next(line.now())) {
                case Awaited.Progress progress -> {
                    progress.kept().forEach(values::put);
                    kept.putAll(progress.kept());
                    if (gap != null && progress.saidAfter() != null) {
                        Duration after = progress.saidAfter();
                        if (after.plus(line.tolerance(0)).compareTo(gap) < 0) {
                            return failed(step, "", "it came " + TimeText.moment(after) + " after what was said before, not "
                                    + TimeText.length(gap) + " or more");
                        }
                        gap = null;
                    }
                    if (awaited.done()) {
                        lineBefore = awaited.lineLast();
                        return null;
                    }
                }
                case Awaited.Mismatch mismatch -> {
                    return failed(awaited.firstOpen(), awaited.wanted(), mismatch.reason());
                }
                case Awaited.Waiting waiting -> {
                    long now = line.now();
                    if (now >= deadline) {
                        return failed(awaited.firstOpen(), awaited.wanted(), "it did not come within " + TimeText.length(limit));
                    }
                    Chunk chunk = line.receive(Math.min(deadline, waiting.lookAgainAt()));
                    if (chunk != null) {
                        hear(chunk);
                    }
                }
            }
        }
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

    private Verdict.Failed unknownName(Step step) {
        return failed(step, "", "a name in it is not known");
    }

    private Verdict.Failed failed(Step step, String expected, String reason) {
        return new Verdict.Failed(
                transcript.name(), step.line(), step, expected, Conversation.shown(heard.bytes()), reason, conversation.lines());
    }
}
