package dev.softclick.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.softclick.at.CommandForm;
import dev.softclick.at.CommandLine;
import dev.softclick.at.CommandLineParser;
import dev.softclick.at.Parameter;
import dev.softclick.at.ParsedCommand;
import dev.softclick.at.ParsedLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.provider.MethodSource;

/** A command line taken apart: never an exception, a mistake lies in the line, and what was understood, written out again, is understood the same. */
public final class CommandLineParserFuzz {
    @MethodSource("dev.softclick.fuzz.SeededFuzzTest#bodies")
    @FuzzTest(maxDuration = "10m")
    void fuzz(byte[] data) throws Exception {
        Bounds.hold(data, CommandLineParserFuzz::fuzzerTestOneInput);
    }

    /** The body of a command line. */
    public static void fuzzerTestOneInput(byte[] data) {
        check(data, CommandLineParser::parse);
    }

    static void check(byte[] data, Function<CommandLine, ParsedLine> parser) {
        String body = new String(data, StandardCharsets.ISO_8859_1);
        switch (parser.apply(new CommandLine(body))) {
            case ParsedLine.Malformed(int offset, String reason) -> {
                if (offset < 0 || offset > body.length() || reason.isBlank()) {
                    throw new IllegalStateException("mistake at " + offset + " of " + body.length() + ": " + reason);
                }
            }
            case ParsedLine.Commands(List<ParsedCommand> commands) -> {
                if (commands.size() > body.length()) {
                    throw new IllegalStateException(commands.size() + " commands in " + body.length() + " characters");
                }
                String written = commands.stream().map(CommandLineParserFuzz::written).collect(Collectors.joining());
                ParsedLine again = parser.apply(new CommandLine(written.endsWith(";") ? written.substring(0, written.length() - 1) : written));
                if (!again.equals(new ParsedLine.Commands(commands))) {
                    throw new IllegalStateException(commands + ", written out again: " + again);
                }
            }
        }
    }

    private static String written(ParsedCommand command) {
        if (!command.name().equals(command.name().toUpperCase(Locale.ROOT))) {
            throw new IllegalStateException("a name in lower case: " + command.name());
        }
        return switch (command) {
            case ParsedCommand.Basic(String name, int value) -> name + value;
            case ParsedCommand.SParameter register -> register.name() + (register.form() == CommandForm.READ ? "?" : "=" + written(register.parameters()));
            case ParsedCommand.Extended extended -> extended.name() + switch (extended.form()) {
                case EXECUTE -> "";
                case READ -> "?";
                case TEST -> "=?";
                case SET -> "=" + written(extended.parameters());
            } + ";";
        };
    }

    private static String written(List<Parameter> parameters) {
        return parameters.stream().map(parameter -> switch (parameter) {
            case Parameter.Numeric(int value) -> Integer.toString(value);
            case Parameter.Keyword(String text) -> text;
            case Parameter.Text(String text) -> quoted(text);
        }).collect(Collectors.joining(" , "));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            quoted.append(String.format(Locale.ROOT, "\\%02X", value));
        }
        return quoted.append('"').toString();
    }
}
