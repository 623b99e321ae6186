package dev.softclick.testing.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must come next, in any order, and how much of it has. */
final class Awaited {
    private static final byte[] NOTHING = {};
    private static final byte[] CRLF = {'\r', '\n'};

    /** The cloud is asked so often. */
    private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();

    /** A pattern that could go on is taken as ended when nothing came for so long. */
    private static final long QUIET = Duration.ofMillis(100).toNanos();

    private final List<Step.Expected> open;
    private final Heard heard;
    private final SeenMessages seen;
    private final Map<String, byte[]> values;
    private boolean lineLast;
    private long openSince = Long.MAX_VALUE;
    private int openBytes;

    /** What a look gave. */
    sealed interface Look {}

    /**
     * One of them came.
     *
     * @param saidAfter how long after what was said before it began; null for a message of the cloud
     */
    record Progress(Map<String, byte[]> kept, @Nullable Duration saidAfter) implements Look {}

    /** Nothing of it can come any more. */
    record Mismatch(String reason) implements Look {}

    /** It may still come. */
    record Waiting(long lookAgainAt) implements Look {}

    Awaited(List<Step.Expected> expected, Heard heard, SeenMessages seen, Map<String, byte[]> values, boolean lineBefore) {
        open = new ArrayList<>(expected);
        this.heard = heard;
        this.seen = seen;
        this.values = values;
        lineLast = lineBefore;
    }

    boolean done() {
        return open.isEmpty();
    }

    Step firstOpen() {
        return open.getFirst();
    }

    boolean lineLast() {
        return lineLast;
    }

    /** What is still open, for a person. */
    String wanted() {
        return open.stream().map(Awaited::shown).collect(Collectors.joining(" or "));
    }

    private static String shown(Step.Expected expected) {
        return switch (expected) {
            case Step.Line line -> "\\r\\n" + line.text() + "\\r\\n";
            case Step.Bytes bytes -> bytes.bytes().source();
            case Step.Seen message -> "~< " + message.topic() + " " + message.payload();
        };
    }

    Look next(long now) throws IOException {
        boolean modemMay = false;
        boolean modemMust = false;
        boolean cloudMay = false;
        long quietAt = Long.MAX_VALUE;
        for (Step.Expected expected : open) {
            if (expected instanceof Step.Seen message) {
                Look look = look(message);
                if (look != null) {
                    open.remove(message);
                    return look;
                }
                cloudMay = true;
                continue;
            }
            modemMust = true;
            switch (look(expected)) {
                case Match.Miss _ -> {}
                case Match.More _ -> modemMay = true;
                case Match.Refused refused -> {
                    return new Mismatch(refused.reason());
                }
                case Match.Hit hit -> {
                    if (!hit.open() || quiet(now)) {
                        return took(expected, hit);
                    }
                    modemMay = true;
                    quietAt = openSince + QUIET;
                }
            }
        }
        if (modemMust && !modemMay) {
            return new Mismatch("something else was said");
        }
        return new Waiting(Math.min(quietAt, cloudMay ? now + LOOK_AGAIN : Long.MAX_VALUE));
    }

    /** Whether nothing came for a while. */
    private boolean quiet(long now) {
        if (openSince == Long.MAX_VALUE || heard.bytes().length != openBytes) {
            openSince = now;
            openBytes = heard.bytes().length;
        }
        return now >= openSince + QUIET;
    }

    private Progress took(Step.Expected expected, Match.Hit hit) {
        int from = Math.min(heard.echoed(), hit.end() - 1);
        // The echo counts as something said: what follows it is timed from there.
        long before = from > 0 ? heard.timeOf(from - 1) : heard.lastTaken();
        Duration after = Duration.ofNanos(Math.max(0, heard.timeOf(Math.max(0, from)) - before));
        int echoed = heard.echoed();
        if (hit.end() >= echoed) {
            heard.takeEchoes();
            heard.take(hit.end() - echoed);
        } else {
            heard.take(hit.end());
        }
        open.remove(expected);
        lineLast = expected instanceof Step.Line;
        return new Progress(hit.kept(), after);
    }

    /** Tries with the echoes taken as read, then as if none had come. */
    private Match look(Step.Expected expected) {
        int echoed = heard.echoed();
        Match behind = look(expected, echoed);
        if (behind instanceof Match.Hit || behind instanceof Match.Refused) {
            return behind;
        }
        Match plain = echoed == 0 ? Match.MISS : look(expected, 0);
        if (plain instanceof Match.Hit || plain instanceof Match.Refused) {
            return plain;
        }
        return behind instanceof Match.More || plain instanceof Match.More || heard.mayBecomeEcho(echoed) ? Match.MORE : Match.MISS;
    }

    private Match look(Step.Expected expected, int offset) {
        if (expected instanceof Step.Line line) {
            Match framed = TemplateMatcher.match(line.text(), CRLF, CRLF, heard.bytes(), offset, values::get);
            if (framed instanceof Match.Hit || !lineLast || isResult(line.text())) {
                return framed;
            }
            Match further = TemplateMatcher.match(line.text(), NOTHING, CRLF, heard.bytes(), offset, values::get);
            return further instanceof Match.Miss ? framed : further;
        }
        return expected instanceof Step.Bytes bytes
                ? TemplateMatcher.match(bytes.bytes(), NOTHING, NOTHING, heard.bytes(), offset, values::get)
                : Match.MISS;
    }

    /** A final result is never a further line of a response: its own CR LF comes before it. */
    private static boolean isResult(Template text) {
        return switch (text.source()) {
            case "OK", "ERROR", "SEND OK", "SEND FAIL" -> true;
            default -> false;
        };
    }

    private @Nullable Progress look(Step.Seen wanted) throws IOException {
        List<String> passed = new ArrayList<>();
        for (CloudMessage message : seen.messages()) {
            if (passed.contains(message.topic())) {
                continue;
            }
            Map<String, byte[]> kept = new HashMap<>();
            if (matches(wanted.topic(), message.topic().getBytes(StandardCharsets.UTF_8), kept)
                    && matches(wanted.payload(), message.payload(), kept)) {
                seen.take(message);
                return new Progress(kept, null);
            }
            passed.add(message.topic());
        }
        return null;
    }

    private boolean matches(Template template, byte[] bytes, Map<String, byte[]> kept) {
        if (TemplateMatcher.whole(template, bytes, values::get) instanceof Match.Hit hit) {
            kept.putAll(hit.kept());
            return true;
        }
        return false;
    }
}
