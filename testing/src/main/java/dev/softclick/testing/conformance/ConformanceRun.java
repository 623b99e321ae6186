package dev.softclick.testing.conformance;

import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.CloudSide;
import dev.softclick.testing.transcript.Step;
import dev.softclick.testing.transcript.TranscriptLine;
import dev.softclick.testing.transcript.TranscriptPlayer;
import dev.softclick.testing.transcript.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays a suite on one line. First it looks whether somebody answers at all, closes whatever is open, and learns the thing's name; after each case it
 * closes what the case left open. When the line goes away or the modem answers no more, the case fails and the rest is told as not run.
 */
public final class ConformanceRun {
    /** Topic, slash and thing name in all, in bytes (wire.md, "The AWS commands"). */
    private static final int MAX_TOPIC = 256;

    private static final String NO_THING =
            "the thing's name is not known: before the cases, either no topic could be opened, or AT+AWSPUBOPEN? did not list it as index: topic/thing";

    private final ConformanceSuite suite;
    private final TranscriptLine line;
    private final CloudOpener opener;
    private final ModemCare care;
    private final Map<String, String> variables;
    private final Map<String, String> identity = new LinkedHashMap<>();
    private CloudSide cloud = CloudSide.none("it is not open yet");
    private @Nullable String noCloud;
    private @Nullable String over;

    /**
     * A run of those cases that hold for the dialect. The line stays the caller's.
     *
     * @param opener opens the cloud's side, when at least one case needs it
     */
    public ConformanceRun(ConformanceSuite suite, Dialect dialect, TranscriptLine line, CloudOpener opener) {
        this.suite = suite.in(dialect);
        this.line = line;
        this.opener = opener;
        care = new ModemCare(line);
        variables = new HashMap<>(dialect.variables());
        identity.put("dialect", dialect.name());
    }

    /**
     * Plays all; call once.
     *
     * @param target what it is told as
     * @param began when, for the report
     */
    public ConformanceReport run(String target, Instant began, ConformanceListener listener) {
        long start = line.now();
        prepare();
        RemainingTime remaining = new RemainingTime(suite.cases());
        List<CaseOutcome> outcomes = new ArrayList<>();
        for (ConformanceCase next : suite.cases()) {
            listener.begins(next, new ConformanceListener.Progress(outcomes.size(), suite.cases().size(), remaining.left()));
            long from = line.now();
            CaseResult result = play(next);
            Duration took = Duration.ofNanos(line.now() - from);
            CaseOutcome outcome = new CaseOutcome(next, result, took);
            outcomes.add(outcome);
            remaining.ended(next, took);
            listener.ended(outcome, new ConformanceListener.Progress(outcomes.size(), suite.cases().size(), remaining.left()));
        }
        cloud.close();
        return new ConformanceReport(target, identity, began, Duration.ofNanos(line.now() - start), outcomes);
    }

    private void prepare() {
        try {
            if (!care.answers()) {
                over = "nobody answers AT on this port";
            } else if (!care.recover()) {
                over = "the modem answers AT, but not ATE0";
            } else {
                care.closeAll();
                tell("iccid", care.ask("QCCID"));
                tell("imei", care.ask("GSN"));
                tell("version", care.ask("AWSVER"));
                Optional<String> thing = care.thing();
                tell("thing", thing);
                thing.ifPresent(name -> variables.put(
                        "longestTopic", "x".repeat(Math.max(0, MAX_TOPIC - 1 - name.getBytes(StandardCharsets.UTF_8).length))));
                thing.ifPresent(this::openCloud);
            }
        } catch (IOException e) {
            over = "the port is gone: " + e.getMessage();
        }
    }

    private void openCloud(String thing) {
        if (suite.cases().stream().anyMatch(ConformanceCase::needsCloud)) {
            try {
                cloud = opener.open(thing);
            } catch (IOException e) {
                noCloud = String.valueOf(e.getMessage());
            }
        }
    }

    private void tell(String name, Optional<String> value) {
        value.ifPresent(known -> {
            identity.put(name, known);
            variables.put(name, known);
        });
    }

    private CaseResult play(ConformanceCase next) {
        if (over != null) {
            return new CaseResult.NotRun(over);
        }
        if (next.needsCloud() && noCloud != null) {
            return new CaseResult.Skipped(noCloud);
        }
        if (!next.transcript().unknownNames(variables.keySet()).isEmpty()) {
            return new CaseResult.Failed(0, "", "", NO_THING, List.of());
        }
        try {
            if (!care.ready()) {
                over = "the modem no longer answers";
                return new CaseResult.Failed(0, "", "", over, List.of());
            }
            forgetMessages();
        } catch (IOException e) {
            over = "the port is gone: " + e.getMessage();
            return new CaseResult.Failed(0, "", "", over, List.of());
        }
        return switch (new TranscriptPlayer(line, cloud).play(next.transcript(), variables)) {
            case Verdict.Passed passed -> {
                clean(next, true);
                yield new CaseResult.Passed(passed.conversation());
            }
            case Verdict.Failed failed -> {
                clean(next, false);
                yield new CaseResult.Failed(failed.line(), known(failed.expected()), seen(failed), failed.reason(), failed.conversation());
            }
        };
    }

    /** What is expected, with the names that stand for something known filled in. */
    private String known(String expected) {
        String text = expected;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }

    /** What came instead; of a message that was missed, the last one that the cloud did see. */
    private static String seen(Verdict.Failed failed) {
        if (!(failed.step() instanceof Step.Seen)) {
            return failed.seen();
        }
        return failed.conversation().stream().map(SaidLine::of).filter(line -> line.sign().equals("~<"))
                .reduce((earlier, later) -> later).map(line -> "~< " + line.text()).orElse("");
    }

    private void forgetMessages() {
        try {
            while (cloud.poll() != null) {
                // of a case that is over
            }
        } catch (IOException noCloudNow) {
            // the steps that need it will tell
        }
    }

    private void clean(ConformanceCase played, boolean passed) {
        try {
            if (!passed && !care.recover()) {
                over = "the modem no longer answers since " + played.name();
                return;
            }
            Set<String> sockets = OpenedSockets.behind(played.transcript(), variables, passed);
            if (!sockets.isEmpty()) {
                care.close(sockets);
            }
        } catch (IOException e) {
            over = "the port is gone: " + e.getMessage();
        }
    }
}
