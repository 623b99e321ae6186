package dev.softclick.firmware;

import dev.softclick.at.CommandForm;
import dev.softclick.at.CommandLine;
import dev.softclick.at.CommandLineParser;
import dev.softclick.at.LineSettings;
import dev.softclick.at.ParsedCommand;
import dev.softclick.at.ParsedLine;
import dev.softclick.at.ResponseFormatter;
import dev.softclick.at.ResultCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs command lines: all of a line is parsed before any of it is executed, and one final result ends it. */
final class CommandRunner {
    private final CommandSet commands;
    private final CommandSession session;
    private final TransmitQueue output;
    private CommandLine lastLine = new CommandLine("");

    CommandRunner(CommandSet commands, CommandSession session, TransmitQueue output) {
        this.commands = commands;
        this.session = session;
        this.output = output;
    }

    /** Runs the line and remembers it for {@code A/}; the publish it ends with, if it does. */
    @Nullable PublishOrder run(CommandLine line, long now) {
        lastLine = line;
        return repeat(now);
    }

    /** {@code A/}: runs the last line again. */
    @Nullable PublishOrder repeat(long now) {
        ResultMark mark = session.beginLine(now);
        PublishOrder publish = null;
        switch (CommandLineParser.parse(lastLine)) {
            case ParsedLine.Malformed malformed -> result(ResultCode.ERROR);
            case ParsedLine.Commands whole when !payloadOnlyAtEnd(whole.commands()) -> result(ResultCode.ERROR);
            case ParsedLine.Commands whole -> publish = runAll(whole.commands());
        }
        output.whenLeft(mark::left);
        session.endLine(output);
        return publish;
    }

    private @Nullable PublishOrder runAll(List<ParsedCommand> line) {
        for (ParsedCommand parsed : line) {
            switch (run(parsed)) {
                case CommandOutcome.Done done -> output.add(ResponseFormatter.information(done.information(), session.lineSettings()));
                case CommandOutcome.Failed failed -> {
                    failure(parsed, failed);
                    return null;
                }
                case CommandOutcome.AwaitPayload await -> {
                    return await.order();
                }
            }
        }
        result(ResultCode.OK);
        return null;
    }

    private CommandOutcome run(ParsedCommand parsed) {
        Command command = commands.find(parsed.name());
        if (command == null) {
            return CommandOutcome.NOT_SUPPORTED;
        }
        return switch (parsed.form()) {
            case EXECUTE -> command.execute(session);
            case SET -> command.set(session, parsed.parameters());
            case READ -> command.read(session);
            case TEST -> command.test(session);
        };
    }

    private boolean payloadOnlyAtEnd(List<ParsedCommand> line) {
        return line.stream().limit(Math.max(0, line.size() - 1)).noneMatch(parsed -> {
            Command command = commands.find(parsed.name());
            return command != null && command.takesPayload() && parsed.form() == CommandForm.SET;
        });
    }

    /** {@code AT+CMEE} is for the 3GPP commands that we have; everything else just fails. */
    private void failure(ParsedCommand parsed, CommandOutcome.Failed failed) {
        LineSettings settings = session.lineSettings();
        boolean told = parsed.name().startsWith("+C") && commands.find(parsed.name()) != null && session.errorReporting() > 0;
        if (told && settings.verbose()) {
            String error = session.errorReporting() == 1 ? Integer.toString(failed.error().code()) : failed.error().text();
            output.add(ResponseFormatter.resultWord("+CME ERROR: " + error, settings));
        } else {
            result(ResultCode.ERROR);
        }
    }

    /** A final result on its own. */
    void result(ResultCode code) {
        output.add(ResponseFormatter.result(code, session.lineSettings()));
    }
}
