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
    /** What tells a small letter from its capital in ASCII; no other character becomes a letter by it. */
    private static final int CASE_BIT = 0x20;

    private final String line;
    private final int end;
    private int at;

    private CommandLineParser(String line) {
        this.line = line;
        this.end = line.length();
    }

    /** Parses the line. Never throws. */
    public static ParsedLine parse(CommandLine line) {
        CommandLineParser parser = new CommandLineParser(line.body());
        try {
            return new ParsedLine.Commands(parser.commands());
        } catch (Mistake mistake) {
            return new ParsedLine.Malformed(parser.at, mistake.reason);
        }
    }

    /** Most lines hold one command, which then costs no list that grows. */
    private List<ParsedCommand> commands() throws Mistake {
        skipSpaces();
        if (at == end) {
            return List.of();
        }
        ParsedCommand first = command();
        if (at == end) {
            return List.of(first);
        }
        List<ParsedCommand> commands = new ArrayList<>();
        commands.add(first);
        while (at < end) {
            commands.add(command());
        }
        return List.copyOf(commands);
    }

    /** The command under the cursor, and what divides it from the next. */
    private ParsedCommand command() throws Mistake {
        char first = peek();
        ParsedCommand command = first == '+' ? extended() : basic(first);
        skipSpaces();
        if (first == '+' && at < end && peek() != ';') {
            throw new Mistake("a ';' was expected");
        }
        if (peek() == ';') {
            at++;
            skipSpaces();
            if (at == end) {
                throw new Mistake("a command was expected after ';'");
            }
        }
        return command;
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
        boolean capitals = true;
        for (char c = peek(); isNameCharacter(c); c = peek()) {
            capitals &= c < 'a';
            at++;
        }
        if (at == start + 1) {
            throw new Mistake("a name was expected after '+'");
        }
        String written = line.substring(start, at);
        String name = capitals ? written : written.toUpperCase(Locale.ROOT);
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
        return new ParsedCommand.Extended(name, CommandForm.SET, parameters());
    }

    /** As {@link #commands()}: up to three are put straight into the list that they stay in. */
    private List<Parameter> parameters() throws Mistake {
        Parameter first = parameter();
        if (!another()) {
            return List.of(first);
        }
        Parameter second = parameter();
        if (!another()) {
            return List.of(first, second);
        }
        Parameter third = parameter();
        if (!another()) {
            return List.of(first, second, third);
        }
        List<Parameter> parameters = new ArrayList<>(List.of(first, second, third));
        do {
            parameters.add(parameter());
        } while (another());
        return List.copyOf(parameters);
    }

    /** Whether a comma follows; it and the spaces behind it are passed. */
    private boolean another() {
        if (peek() != ',') {
            return false;
        }
        at++;
        skipSpaces();
        return true;
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
        if (at < end && next != ',' && next != ';') {
            throw new Mistake("',' or the end of the command was expected");
        }
        return parameter;
    }

    private Parameter text() throws Mistake {
        int quote = line.indexOf('"', at + 1);
        if (quote < 0) {
            throw new Mistake("the closing quote is missing");
        }
        String value = QuotedText.decode(line, at + 1, quote);
        if (value == null) {
            throw new Mistake("bad escape or not UTF-8");
        }
        at = quote + 1;
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
        return at < end ? line.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        int lower = c | CASE_BIT;
        return lower >= 'a' && lower <= 'z';
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
