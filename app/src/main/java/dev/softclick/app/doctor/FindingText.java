package dev.softclick.app.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Findings as lines for people.
 *
 * @param colour whether the marks have colours
 */
public record FindingText(boolean colour) {
    private static final String INDENT = " ".repeat(16);
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String GREY = "\u001b[90m";
    private static final String PLAIN = "\u001b[0m";

    /** One finding: a line, and those that belong to it. */
    public String of(Finding finding) {
        StringBuilder lines = new StringBuilder(mark(finding.mark()))
                .append(String.format(Locale.ROOT, " %-10s %s%n", finding.check().title(), finding.text()));
        finding.details().forEach(detail -> lines.append(INDENT).append(detail).append('\n'));
        finding.advice().ifPresent(advice -> lines.append(INDENT).append("-> ").append(advice).append('\n'));
        return lines.toString();
    }

    private String mark(Mark mark) {
        if (!colour) {
            return mark.text();
        }
        return switch (mark) {
            case OK -> GREEN;
            case WRONG -> RED;
            case NOT_TRIED -> GREY;
        } + mark.text() + PLAIN;
    }

    /** What is waited for, as one line without an end. */
    public String waiting(Check check, Duration soFar) {
        return "     waiting for " + check.awaited() + ", " + soFar.toSeconds() + " s";
    }

    /** What to make of all of them. */
    public String summary(List<Finding> findings) {
        long wrong = findings.stream().filter(finding -> finding.mark() == Mark.WRONG).count();
        boolean all = findings.stream().noneMatch(finding -> finding.mark() == Mark.NOT_TRIED);
        if (wrong == 0) {
            return all ? "Nothing is wrong.\n" : "Nothing is wrong with what was tried.\n";
        }
        boolean connects = findings.stream().anyMatch(finding -> finding.check() == Check.CONNACK && finding.mark() == Mark.OK);
        return (wrong == 1 ? "One thing is wrong" : wrong + " things are wrong") + (connects ? "; the modem can connect all the same.\n" : ".\n");
    }
}
