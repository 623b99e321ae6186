package dev.softclick.testing.conformance;

import java.time.Duration;

/**
 * A case and what it came to.
 *
 * @param took in the time of the line
 */
public record CaseOutcome(ConformanceCase conformanceCase, CaseResult result, Duration took) {
    /** For a person: the name, the result, and how it failed. */
    @Override
    public String toString() {
        String head = conformanceCase.name() + ": " + result.word();
        return result instanceof CaseResult.Failed failed ? head + "\n" + FailureText.of(conformanceCase, failed) : head + " " + result.why();
    }
}
