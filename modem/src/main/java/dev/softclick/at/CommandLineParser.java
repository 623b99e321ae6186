package dev.softclick.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a command line apart (V.250 clauses 5.3 and 5.4): basic commands back to back, extended ones joined by {@code ;}. The whole line is parsed
 * before any of it is executed; one mistake anywhere and nothing is.
 *
 * <p>Optional spaces are accepted between commands and around {@code ,} and {@code =}, not inside names and numbers.
 */
public final class CommandLineParser {
    private final String line;
    private final List<ParsedCommand> commands = new ArrayList<>(2);
    private int at;

    private CommandLineParser(String line) {
        this.line = line;
    }

    /** Parses the line. Never throws. */
    public static ParsedLine parse(CommandLine line) {
        CommandLineParser parser = new CommandLineParser(line.body());
        try {
            parser.parseCommands();
            return new ParsedLine.Commands(List.copyOf(parser.commands));
        } catch (Mistake mistake) {
            return new ParsedLine.Malformed(parser.at, mistake.reason);
        }
    }

    private void parseCommands() throws Mistake {
        skipSpaces();
        while (at < line.length()) {
            char first = line.charAt(at);
            if (first == '+') {
                commands.add(extended());
                skipSpaces();
                if (at < line.length() && line.charAt(at) != ';') {
                    throw new Mistake("a ';' was expected");
                }
            } else {
                commands.add(basic(first));
                skipSpaces();
            }
            if (peek() == ';') {
                at++;
                skipSpaces();
                if (at == line.length()) {
                    throw new Mistake("a command was expected after ';'");
                }
            }
        }
    }

    private ParsedCommand basic(char first) throws Mistake {
        at++;
        String name;
        if (first == '&') {
            if (!isLetter(peek())) {
                throw new Mistake("a letter was expected after '&'");
            }
            name = "&" + Character.toUpperCase(peek());
            at++;
        } else if (isLetter(first)) {
            name = String.valueOf(Character.toUpperCase(first));
        } else {
            throw new Mistake("a command was expected");
        }
        if (name.equals("S")) {
            return sParameter();
        }
        return new ParsedCommand.Basic(name, isDigit(peek()) ? number() : 0);
    }

    private ParsedCommand sParameter() throws Mistake {
        if (!isDigit(peek())) {
            throw new Mistake("a register number was expected after 'S'");
        }
        int register = number();
        skipSpaces();
        char sign = peek();
        if (sign == '?') {
            at++;
            return new ParsedCommand.SParameter(register, CommandForm.READ, List.of());
        }
        if (sign != '=') {
            throw new Mistake("'=' or '?' was expected");
        }
        at++;
        skipSpaces();
        if (!isDigit(peek())) {
            throw new Mistake("a number was expected");
        }
        return new ParsedCommand.SParameter(register, CommandForm.SET, List.of(new Parameter.Numeric(number())));
    }

    private ParsedCommand extended() throws Mistake {
        int start = at++;
        while (isNameCharacter(peek())) {
            at++;
        }
        if (at == start + 1) {
            throw new Mistake("a name was expected after '+'");
        }
        String name = line.substring(start, at).toUpperCase(Locale.ROOT);
        skipSpaces();
        if (peek() == '?') {
            at++;
            return new ParsedCommand.Extended(name, CommandForm.READ, List.of());
        }
        if (peek() != '=') {
            return new ParsedCommand.Extended(name, CommandForm.EXECUTE, List.of());
        }
        at++;
        skipSpaces();
        if (peek() == '?') {
            at++;
            return new ParsedCommand.Extended(name, CommandForm.TEST, List.of());
        }
        List<Parameter> parameters = new ArrayList<>(3);
        parameters.add(parameter());
        while (peek() == ',') {
            at++;
            skipSpaces();
            parameters.add(parameter());
        }
        return new ParsedCommand.Extended(name, CommandForm.SET, List.copyOf(parameters));
    }

    private Parameter parameter() throws Mistake {
        char first = peek();
        Parameter parameter;
        if (isDigit(first)) {
            parameter = new Parameter.Numeric(number());
        } else if (first == '"') {
            parameter = text();
        } else if (isLetter(first)) {
            int start = at;
            while (isLetter(peek()) || isDigit(peek()) || peek() == '_') {
                at++;
            }
            parameter = new Parameter.Keyword(line.substring(start, at).toUpperCase(Locale.ROOT));
        } else {
            throw new Mistake("a parameter was expected");
        }
        skipSpaces();
        char next = peek();
        if (at < line.length() && next != ',' && next != ';') {
            throw new Mistake("',' or the end of the command was expected");
        }
        return parameter;
    }

    private Parameter text() throws Mistake {
        int end = line.indexOf('"', at + 1);
        if (end < 0) {
            throw new Mistake("the closing quote is missing");
        }
        String value = QuotedText.decode(line, at + 1, end);
        if (value == null) {
            throw new Mistake("bad escape or not UTF-8");
        }
        at = end + 1;
        return new Parameter.Text(value);
    }

    private int number() {
        long value = 0;
        while (isDigit(peek())) {
            value = Math.min(Integer.MAX_VALUE, value * 10 + (peek() - '0'));
            at++;
        }
        return (int) value;
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** The character under the cursor; NUL, which no line holds, at the end. */
    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** V.250 clause 5.4.1. */
    private static boolean isNameCharacter(char c) {
        return isLetter(c) || isDigit(c) || c == '!' || c == '%' || c == '-' || c == '.' || c == '/' || c == ':' || c == '_';
    }

    /** Ends the parse of one line; never leaves this class. */
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;
        private final String reason;

        Mistake(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
