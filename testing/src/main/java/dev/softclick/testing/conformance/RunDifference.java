package dev.softclick.testing.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where two targets differ.
 *
 * @param first name of the one
 * @param second name of the other
 * @param cases the cases in which they differ, in the order of the suite
 * @param compared how many cases were compared
 */
public record RunDifference(String first, String second, List<CaseDifference> cases, int compared) {
    /** Keeps a copy. */
    public RunDifference {
        cases = List.copyOf(cases);
    }

    /**
     * One case.
     *
     * @param verdicts whether the verdicts differ; otherwise the answers do
     * @param answers answers that differ: what was sent or happened before, and what each said; at most {@link #MAX_ANSWERS}
     */
    public record CaseDifference(ConformanceCase conformanceCase, CaseResult first, CaseResult second, boolean verdicts, List<Answer> answers) {
        /** Keeps a copy. */
        public CaseDifference {
            answers = List.copyOf(answers);
        }
    }

    /** What was said by each after the same thing, control characters escaped. */
    public record Answer(String to, String first, String second) {}

    /** No more differing answers of one case are told. */
    public static final int MAX_ANSWERS = 3;

    /** Compares two runs of the same suite; times and how answers were cut in pieces do not count. */
    public static RunDifference between(ConformanceReport first, ConformanceReport second) {
        Map<String, CaseResult> others = new LinkedHashMap<>();
        second.outcomes().forEach(outcome -> others.put(outcome.conformanceCase().name(), outcome.result()));
        List<CaseDifference> differences = new ArrayList<>();
        int compared = 0;
        for (CaseOutcome outcome : first.outcomes()) {
            CaseResult one = outcome.result();
            CaseResult other = others.get(outcome.conformanceCase().name());
            if (other == null) {
                continue;
            }
            compared++;
            boolean verdicts = !one.word().equals(other.word());
            List<Answer> answers = answers(one.said(), other.said());
            if (verdicts || !answers.isEmpty()) {
                differences.add(new CaseDifference(outcome.conformanceCase(), one, other, verdicts, answers));
            }
        }
        return new RunDifference(first.target(), second.target(), differences, compared);
    }

    private static List<Answer> answers(List<String> one, List<String> other) {
        List<Turn> ours = turns(one);
        List<Turn> theirs = turns(other);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()) && answers.size() < MAX_ANSWERS; i++) {
            String left = ours.get(i).said().toString();
            String right = theirs.get(i).said().toString();
            if (!left.equals(right)) {
                answers.add(new Answer(ours.get(i).to(), left, right));
            }
        }
        return answers;
    }

    /** What the host or the cloud did, and all that the modem said up to the next. */
    private record Turn(String to, StringBuilder said) {}

    private static List<Turn> turns(List<String> conversation) {
        List<Turn> turns = new ArrayList<>();
        for (String said : conversation) {
            SaidLine line = SaidLine.of(said);
            if (line.ofTheHost() || line.sign().equals("~>")) {
                turns.add(new Turn(line.sign() + " " + line.text(), new StringBuilder()));
            } else if (line.ofTheModem()) {
                if (turns.isEmpty()) {
                    turns.add(new Turn("", new StringBuilder()));
                }
                turns.getLast().said().append(line.text());
            }
        }
        return turns;
    }

    /** For a terminal: a line or a few for each case. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (CaseDifference difference : cases) {
            text.append(difference.conformanceCase().name()).append(": ").append(difference.conformanceCase().title()).append('\n');
            if (difference.verdicts()) {
                verdict(text, first, difference.first());
                verdict(text, second, difference.second());
            }
            for (Answer answer : difference.answers()) {
                text.append("  to ").append(answer.to()).append('\n');
                said(text, first, answer.first());
                said(text, second, answer.second());
            }
        }
        return text.append(cases.isEmpty() ? "no difference" : cases.size() == 1 ? "1 difference" : cases.size() + " differences").append(" in ").append(compared).append(" cases\n").toString();
    }

    private static void verdict(StringBuilder text, String target, CaseResult result) {
        text.append("  ").append(target).append(": ").append(result.word());
        text.append(result.why().isEmpty() ? "" : " (" + result.why() + ")").append('\n');
    }

    private static void said(StringBuilder text, String target, String said) {
        text.append("    ").append(target).append(": ").append(said.isEmpty() ? "(nothing)" : said).append('\n');
    }
}
