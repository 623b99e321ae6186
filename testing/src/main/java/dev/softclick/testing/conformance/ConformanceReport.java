package dev.softclick.testing.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What came of a run.
 *
 * @param target what was proved, as it was named
 * @param identity the dialect whose words counted, and what the modem says it is: names and values
 * @param began when, by the caller's clock
 * @param took in the time of the line
 * @param outcomes one for each case, in the order they were played
 */
public record ConformanceReport(
        String target, Map<String, String> identity, Instant began, Duration took, List<CaseOutcome> outcomes) {
    /** Keeps copies. */
    public ConformanceReport {
        identity = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(identity));
        outcomes = List.copyOf(outcomes);
    }

    /** How many passed. */
    public long passed() {
        return count(CaseResult.Passed.class::isInstance);
    }

    /** How many failed. */
    public long failed() {
        return count(CaseResult.Failed.class::isInstance);
    }

    /** How many could not be played here. */
    public long skipped() {
        return count(CaseResult.Skipped.class::isInstance);
    }

    /** How many never had their turn. */
    public long notRun() {
        return count(CaseResult.NotRun.class::isInstance);
    }

    private long count(Predicate<CaseResult> wanted) {
        return outcomes.stream().map(CaseOutcome::result).filter(wanted).count();
    }

    /** Whether nothing failed, everything had its turn, and something passed. */
    public boolean conforms() {
        return failed() == 0 && notRun() == 0 && passed() > 0;
    }

    /** The outcomes by group, in order. */
    public Map<String, List<CaseOutcome>> groups() {
        Map<String, List<CaseOutcome>> groups = new LinkedHashMap<>();
        for (CaseOutcome outcome : outcomes) {
            groups.computeIfAbsent(outcome.conformanceCase().group(), group -> new java.util.ArrayList<>()).add(outcome);
        }
        return groups;
    }

    /** Why cases were skipped or never had their turn: each reason once, with how many they were; empty when all were played. */
    public List<String> reasons() {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (CaseOutcome outcome : outcomes) {
            if (outcome.result() instanceof CaseResult.Skipped || outcome.result() instanceof CaseResult.NotRun) {
                reasons.merge(outcome.result().word() + ": " + outcome.result().why(), 1, Integer::sum);
            }
        }
        return reasons.entrySet().stream().map(reason -> reason.getValue() + " " + reason.getKey()).toList();
    }

    /** In one line: {@code 280 passed, 1 failed, 7 skipped}. */
    public String summary() {
        StringBuilder text = new StringBuilder().append(passed()).append(" passed, ").append(failed()).append(" failed");
        if (skipped() > 0) {
            text.append(", ").append(skipped()).append(" skipped");
        }
        if (notRun() > 0) {
            text.append(", ").append(notRun()).append(" not run");
        }
        return text.toString();
    }
}
