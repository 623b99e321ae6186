package dev.softclick.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The completion of all commands for fish. */
final class FishCompletion {
    private static final String HEAD = """
            # Whether the commands on the line so far are these.
            function __softclick_at
                set -l words (commandline -opc)
                set -e words[1]
                set -l commands
                for word in $words
                    contains -- $word $__softclick_commands; and set -a commands $word
                end
                test "$commands" = "$argv"
            end
            """;

    private FishCompletion() {}

    static String of(CommandLine softclick) {
        StringBuilder script = new StringBuilder(HEAD);
        script.append("set -g __softclick_commands ").append(names(softclick).distinct().sorted().collect(Collectors.joining(" "))).append('\n');
        script.append("complete -c softclick -f\n");
        command(softclick, script);
        return script.toString();
    }

    private static java.util.stream.Stream<String> names(CommandLine command) {
        return ManualPage.subcommands(command).stream()
                .flatMap(below -> java.util.stream.Stream.concat(java.util.stream.Stream.of(below.getCommandName()), names(below)));
    }

    private static void command(CommandLine command, StringBuilder script) {
        String path = command.getCommandSpec().qualifiedName().replaceFirst("^softclick ?", "");
        String when = "complete -c softclick -n " + quoted(("__softclick_at " + path).strip());
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                script.append(when);
                for (String name : option.names()) {
                    script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
                }
                script.append(values(option)).append(" -d ").append(quoted(sentence(String.join(" ", option.renderedDescription())))).append('\n');
            }
        }
        List<CommandLine> below = ManualPage.subcommands(command);
        for (CommandLine each : below) {
            UsageMessageSpec usage = each.getCommandSpec().usageMessage();
            String words = String.join(" ", usage.header().length > 0 ? usage.header() : usage.description());
            script.append(when).append(" -a ").append(each.getCommandName()).append(" -d ").append(quoted(sentence(words))).append('\n');
        }
        if (below.isEmpty() && !command.getCommandSpec().positionalParameters().isEmpty()) {
            script.append(when).append(" -F\n");
        }
        below.forEach(each -> command(each, script));
    }

    /** A label such as {@code auto|5|3.1.1} lists the values; a path is completed as a file. */
    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String label = option.paramLabel();
        if (label.contains("|")) {
            String words = java.util.Arrays.stream(label.split("\\|")).filter(each -> each.matches("[a-z0-9.]+")).collect(Collectors.joining(" "));
            return " -x -a " + quoted(words);
        }
        boolean file = option.type() == Path.class || option.auxiliaryTypes().length > 0 && option.auxiliaryTypes()[0] == Path.class;
        return file ? " -r -F" : " -x";
    }

    private static String sentence(String words) {
        return words.replace("%%", "%").replaceAll("\\. .*$|\\.$", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
