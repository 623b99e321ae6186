package dev.softclick.benchmarks.report;

import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run found, for people and for programs.
 *
 * @param command how to do it again
 * @param complete false when it was interrupted
 */
public record Report(Machine machine, String command, boolean complete, boolean quick, List<Finding> findings, List<String> skipped) {
    /** One finding as JSON has it. */
    private record Entry(String measure, String against, String unit, double figure, String aim, boolean met, List<Double> ours, List<Double> baseline, String proof) {
        static Entry of(Finding finding) {
            return new Entry(
                    finding.measure(), finding.against(), finding.unit(), finding.figure(), finding.aim().toString(), finding.met(), finding.ours(),
                    finding.baseline(), finding.proof());
        }
    }

    private record Document(Machine machine, boolean complete, boolean quick, List<Entry> findings, List<String> skipped) {}

    String json() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(new Document(machine, complete, quick, findings.stream().map(Entry::of).toList(), skipped)) + "\n";
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# What Softclick costs, against what else there is\n\n")
                .append(complete ? "" : "**Partial**: the run was interrupted; this is what it had measured by then.\n\n")
                .append("Made by `").append(command).append("` on ").append(machine.date()).append(": ")
                .append(machine.processor()).append(", ").append(machine.system()).append(", ").append(machine.java())
                .append(String.format(Locale.ROOT, "; load before it began %.2f", machine.load())).append(".\n\n")
                .append("A ratio is our median over the baseline's; both sides' rounds were taken in turns. Absolute figures mean little on another machine.\n\n")
                .append("| measure | against | ratio | aim | |\n|---|---|---:|---|---|\n");
        for (Finding finding : findings) {
            text.append(String.format(Locale.ROOT, "| %s | %s | %.3f | %s | %s |%n", finding.measure(), finding.against(), finding.figure(), finding.aim(),
                    finding.aim() instanceof Aim.Told ? "" : finding.met() ? "met" : "**missed**"));
        }
        text.append("\n## Raw figures\n\n| measure | unit | ours | baseline | what proves the work |\n|---|---|---|---|---|\n");
        for (Finding finding : findings) {
            text.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", finding.measure(), finding.unit(), figures(finding.ours()),
                    figures(finding.baseline()), finding.proof()));
        }
        if (!skipped.isEmpty()) {
            text.append("\n## Not measured\n\n");
            skipped.forEach(what -> text.append("- ").append(what).append('\n'));
        }
        return text.toString();
    }

    private static String figures(List<Double> rounds) {
        return rounds.stream().map(figure -> String.format(Locale.ROOT, Math.abs(figure) >= 1000 ? "%.0f" : "%.4g", figure)).collect(Collectors.joining(", "));
    }
}
