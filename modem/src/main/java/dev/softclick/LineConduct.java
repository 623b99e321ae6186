package dev.softclick;

import dev.softclick.port.LineSignal;
import java.util.Optional;

/**
 * How a modem takes what its line tells beside bytes.
 *
 * @param dtr when the host drops DTR
 * @param detach when the device is unplugged, or the host at a socket goes away
 */
public record LineConduct(DtrDrop dtr, OnDetach detach) {
    /** As without any option. */
    public static final LineConduct DEFAULT = new LineConduct(DtrDrop.IGNORE, OnDetach.KEEP);

    /** What comes of it that the line tells that; empty when nothing does. */
    Optional<Consequence> after(LineSignal signal) {
        return switch (signal) {
            case LineSignal.TerminalReady(boolean on) -> on ? Optional.empty() : afterDrop();
            case LineSignal.HostPresent(boolean present) -> present ? Optional.empty() : Optional.of(afterDetach());
            case LineSignal.Detached() -> Optional.of(afterDetach());
            // The rate is the pacer's. Nothing of V.250 hangs on a break.
            case LineSignal.Attached _, LineSignal.Rate _, LineSignal.Break _ -> Optional.empty();
        };
    }

    private Optional<Consequence> afterDrop() {
        return switch (dtr) {
            case IGNORE -> Optional.empty();
            case ESCAPE -> Optional.of(Consequence.ESCAPE);
            case RESET -> Optional.of(Consequence.RESET);
        };
    }

    private Consequence afterDetach() {
        return switch (detach) {
            case KEEP -> Consequence.HOST_LEFT;
            case RESET -> Consequence.RESET;
        };
    }

    /** Whether DTR matters at all. */
    public boolean heedsDtr() {
        return dtr != DtrDrop.IGNORE;
    }
}
