package dev.softclick.app.serve;

import dev.softclick.app.control.ControlAction;
import dev.softclick.app.control.ControlAnswer;
import dev.softclick.app.control.ControlRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Answers what is asked over the control socket, for a fleet. */
public final class FleetControl implements Function<ControlRequest, ControlAnswer> {
    /** How long each modem may take to say how it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Fleet<?> fleet;

    /** For that fleet. */
    public FleetControl(Fleet<?> fleet) {
        this.fleet = fleet;
    }

    @Override
    public ControlAnswer apply(ControlRequest request) {
        String word = request.action() == null ? "" : request.action();
        String modem = request.modem() == null ? "" : request.modem();
        try {
            if (word.equals(ControlRequest.STATUS)) {
                return ControlAnswer.modems(fleet.reports(PATIENCE));
            }
            Optional<ControlAction> action = ControlAction.named(word);
            return action.isEmpty()
                    ? ControlAnswer.failed("'" + word + "' is nothing that can be asked")
                    : ControlAnswer.done(fleet.act(modem, action.get()::on));
        } catch (IOException e) {
            return ControlAnswer.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ControlAnswer.failed("it is ending");
        }
    }
}
