package dev.softclick.testing.conformance;

/** A failure in plain text. */
final class FailureText {
    private FailureText() {}

    static String of(ConformanceCase played, CaseResult.Failed failed) {
        StringBuilder text = new StringBuilder().append(played.name()).append(".at:").append(failed.line()).append(": ").append(failed.reason());
        text.append("\n  cites:    ").append(played.cites());
        if (!failed.expected().isEmpty()) {
            text.append("\n  expected: ").append(failed.expected());
        }
        text.append("\n  seen:     ").append(failed.seen().isEmpty() ? "(nothing)" : failed.seen());
        if (!failed.conversation().isEmpty()) {
            text.append("\n  the conversation:");
            failed.conversation().forEach(said -> text.append("\n    ").append(said));
        }
        return text.append('\n').toString();
    }
}
