package dev.softclick.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's manual page, in the man(7) macros of roff. */
final class ManualPage {
    /** What a footer's paragraph begins with when it is one to be filled, and no list. */
    private static final List<String> PROSE = List.of("State lives", "Exit codes", "The smallest file");

    private ManualPage() {}

    /** The page's name: {@code softclick-sim-new}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** The commands below, without those that are hidden. */
    static List<CommandLine> subcommands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .distinct()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    static String of(CommandLine command, String date) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        StringBuilder page = new StringBuilder("'\\\" t\n");
        page.append(".TH \"").append(name(command).toUpperCase(java.util.Locale.ROOT).replace("-", "\\-")).append("\" 1 ")
                .append(date).append(" Softclick \"User Commands\"\n.nh\n.ad l\n");
        page.append(".SH NAME\n").append(text(name(command))).append(" \\- ").append(text(lowered(summary(usage)))).append('\n');
        page.append(".SH SYNOPSIS\n");
        synopsis(command, page);
        page.append(".SH DESCRIPTION\n");
        for (String line : usage.description()) {
            page.append(line(resolved(line))).append('\n');
        }
        arguments("ARGUMENTS", spec.positionalParameters().stream().filter(each -> !each.hidden()).toList(), page);
        arguments("OPTIONS", spec.options().stream().filter(each -> !each.hidden()).toList(), page);
        List<CommandLine> below = subcommands(command);
        if (!below.isEmpty()) {
            page.append(".SH COMMANDS\n");
            for (CommandLine each : below) {
                page.append(".TP\n.BR ").append(text(name(each))).append(" (1)\n").append(line(summary(each.getCommandSpec().usageMessage()))).append('\n');
            }
        }
        footer(usage, page);
        seeAlso(command, below, page);
        return page.toString();
    }

    private static void synopsis(CommandLine command, StringBuilder page) {
        String synopsis = command.getHelp().fullSynopsis().strip().replaceAll("\\s+", " ");
        String called = command.getCommandSpec().qualifiedName();
        // It repeats the name; the rest stays in the words of --help.
        String rest = synopsis.startsWith(called) ? synopsis.substring(called.length()).strip() : synopsis;
        page.append(".B ").append(text(called)).append('\n').append(line(rest)).append('\n');
    }

    private static void arguments(String title, List<? extends ArgSpec> arguments, StringBuilder page) {
        if (arguments.isEmpty()) {
            return;
        }
        page.append(".SH ").append(title).append('\n');
        for (ArgSpec each : arguments) {
            page.append(".TP\n");
            switch (each) {
                case OptionSpec option -> {
                    String names = Arrays.stream(option.names()).map(name -> "\\fB" + text(name) + "\\fR").collect(Collectors.joining(", "));
                    page.append(names).append(option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR").append('\n');
                }
                case PositionalParamSpec parameter -> page.append("\\fI").append(text(parameter.paramLabel())).append("\\fR\n");
                default -> throw new AssertionError(each);
            }
            String words = Arrays.stream(each.renderedDescription()).map(ManualPage::resolved).collect(Collectors.joining(" "));
            page.append(line(words)).append('\n');
        }
    }

    /** The lines of a footer are lists and examples as they stand on a terminal, but for paragraphs of prose. */
    private static void footer(UsageMessageSpec usage, StringBuilder page) {
        String footer = Arrays.stream(usage.footer()).map(ManualPage::resolved).collect(Collectors.joining("\n")).strip();
        if (footer.isEmpty()) {
            return;
        }
        page.append(".SH NOTES\n");
        boolean first = true;
        for (String block : Arrays.stream(usage.footer()).map(ManualPage::resolved).collect(Collectors.joining("\n")).split("\n[ ]*\n")) {
            String lines = block.replaceAll("^\n+|\\s+$", "");
            if (lines.isEmpty()) {
                continue;
            }
            page.append(first ? "" : ".PP\n");
            first = false;
            if (PROSE.stream().anyMatch(lines::startsWith) && !lines.contains("\n  ")) {
                page.append(line(lines.replaceAll("\\s*\n\\s*", " "))).append('\n');
            } else {
                page.append(".nf\n").append(lines.lines().map(ManualPage::line).collect(Collectors.joining("\n"))).append("\n.fi\n");
            }
        }
    }

    private static void seeAlso(CommandLine command, List<CommandLine> below, StringBuilder page) {
        List<CommandLine> others = Stream.concat(Optional.ofNullable(command.getParent()).stream(), below.stream()).toList();
        if (!others.isEmpty()) {
            page.append(".SH SEE ALSO\n")
                    .append(others.stream().map(each -> ".BR " + text(name(each)) + " (1)").collect(Collectors.joining(",\n")))
                    .append('\n');
        }
    }

    private static String summary(UsageMessageSpec usage) {
        String[] words = usage.header().length > 0 ? usage.header() : usage.description();
        return resolved(words.length == 0 ? "" : words[0]).replaceAll("\\.$", "");
    }

    private static String lowered(String text) {
        return text.isEmpty() || !text.startsWith("The ") && Character.isUpperCase(text.charAt(Math.min(1, text.length() - 1)))
                ? text
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Without what picocli would colour, and its {@code %n} and {@code %%} as on a terminal. */
    private static String resolved(String words) {
        return Ansi.OFF.string(words.replace("%n", "\n").replace("%%", "%")).toString();
    }

    /** Text of a line of its own: no first character makes a request of it. */
    private static String line(String words) {
        return words.lines().map(each -> {
            String escaped = text(each);
            return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
        }).collect(Collectors.joining("\n"));
    }

    private static String text(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga").replace("'", "\\(aq");
    }
}
