package dev.softclick.testing.conformance;

import java.time.Duration;

/**
 * A case and what it came to.
 *
 * @param took in the time of the line
 */
public record CaseOutcome(ConformanceCase conformanceCase, CaseResult result, Duration took) {}
