package dev.softclick.testing.conformance;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells a run while it goes on. On a terminal: a line a group that fills as its cases end, failures in full below it, and a last line with progress and
 * time left that is written over. Elsewhere: plain lines, one a case.
 */
public final class LiveTable implements ConformanceListener {
    private static final String ERASE = "\r\u001b[2K";
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private String group = "";
    private int passed;
    private int failed;
    private int others;

    /**
     * Where to tell.
     *
     * @param terminal whether lines can be written over
     * @param colour whether colours are wanted; only on a terminal
     */
    public LiveTable(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = terminal && colour;
    }

    @Override
    public void begins(ConformanceCase next, Progress progress) {
        if (!next.group().equals(group)) {
            endGroup();
            group = next.group();
        }
        if (terminal) {
            int filled = progress.all() == 0 ? BAR : progress.done() * BAR / progress.all();
            out.print(ERASE + groupLine() + "  " + "█".repeat(filled) + "░".repeat(BAR - filled) + " "
                    + progress.done() + "/" + progress.all() + "  " + left(progress.left()) + " left");
            out.flush();
        }
    }

    @Override
    public void ended(CaseOutcome outcome, Progress progress) {
        switch (outcome.result()) {
            case CaseResult.Passed _ -> passed++;
            case CaseResult.Failed _ -> failed++;
            case CaseResult.Skipped _ -> others++;
            case CaseResult.NotRun _ -> others++;
        }
        ConformanceCase played = outcome.conformanceCase();
        if (outcome.result() instanceof CaseResult.Failed result) {
            out.println((terminal ? ERASE : "") + red("FAILED ") + FailureHead.of(played, result));
        } else if (!terminal && !(outcome.result() instanceof CaseResult.NotRun)) {
            String why = outcome.result().why();
            out.println(String.format(Locale.ROOT, "%-7s %d/%d %s%s",
                    outcome.result().word(), progress.done(), progress.all(), played.name(), why.isEmpty() ? "" : " (" + why + ")"));
        }
        if (progress.done() == progress.all()) {
            endGroup();
        }
        out.flush();
    }

    private void endGroup() {
        if (terminal && !group.isEmpty()) {
            out.println(ERASE + groupLine());
        }
        group = "";
        passed = 0;
        failed = 0;
        others = 0;
    }

    private String groupLine() {
        String line = String.format(Locale.ROOT, "%-10s %3d passed", group, passed);
        if (failed > 0) {
            line += "  " + red(failed + " failed");
        }
        return others > 0 ? line + "  " + others + " not played" : line;
    }

    private String red(String text) {
        return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    private static String left(Duration left) {
        return left.toMinutes() > 0 ? left.toMinutes() + " min " + left.toSecondsPart() + " s" : left.toSeconds() + " s";
    }

    /** A failure in three lines. */
    private static final class FailureHead {
        static String of(ConformanceCase played, CaseResult.Failed failed) {
            String where = played.name() + (failed.line() > 0 ? ".at:" + failed.line() : "");
            String text = where + ": " + played.title() + " (" + played.cites() + ")\n         " + failed.reason();
            if (!failed.expected().isEmpty()) {
                text += "\n         expected: " + failed.expected() + "\n         seen:     " + (failed.seen().isEmpty() ? "(nothing)" : failed.seen());
            }
            return text;
        }
    }
}
