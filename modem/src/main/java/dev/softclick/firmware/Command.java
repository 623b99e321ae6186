package dev.softclick.firmware;

import dev.softclick.at.Parameter;
import java.util.List;

/**
 * An AT command. A form it does not have is an error; it gives exactly one {@link CommandOutcome} and so can't forget to answer.
 */
public interface Command {
    /** {@code AT+NAME} */
    default CommandOutcome execute(CommandContext modem) {
        return CommandOutcome.NOT_SUPPORTED;
    }

    /** {@code AT+NAME=...}, {@code ATE0}, {@code ATS3=13} */
    default CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        return CommandOutcome.NOT_SUPPORTED;
    }

    /** {@code AT+NAME?} */
    default CommandOutcome read(CommandContext modem) {
        return CommandOutcome.NOT_SUPPORTED;
    }

    /** {@code AT+NAME=?} */
    default CommandOutcome test(CommandContext modem) {
        return CommandOutcome.NOT_SUPPORTED;
    }

    /** Whether its SET form takes payload behind the line, so that it must be the last of the line. */
    default boolean takesPayload() {
        return false;
    }
}
