package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import dev.softclick.firmware.PublishOrder;
import java.util.List;

/**
 * {@code AT+AWSPUBLISH=index,length[,qos]}: prompt, then that many bytes of payload, then {@code SEND OK} or {@code SEND FAIL} (Reference, AT+AWSPUBLISH).
 * Length 1 to 240; qos 1 (default; 0 is taken as 1) does not wait for the broker, qos 2 does. ERROR instead of the prompt when the socket is not open
 * or the link is down.
 */
final class AwsPublish implements Command {
    private static final int ACKNOWLEDGED = 2;

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int index = Parameters.number(parameters, 0, 0, modem.dialect().publishSockets() - 1);
        int length = Parameters.number(parameters, 1, 1, PublishOrder.MAX_LENGTH);
        int qos = parameters.size() == 2 ? 1 : Parameters.number(parameters, 2, 0, ACKNOWLEDGED);
        if (index < 0 || length < 0 || qos < 0 || parameters.size() > 3) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        return new CommandOutcome.AwaitPayload(new PublishOrder(index, length, qos == ACKNOWLEDGED));
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines(modem.dialect().publishTest());
    }

    @Override
    public boolean takesPayload() {
        return true;
    }
}
