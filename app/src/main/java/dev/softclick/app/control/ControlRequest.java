package dev.softclick.app.control;

import org.jspecify.annotations.Nullable;

/**
 * What is asked over the control socket.
 *
 * @param action {@code status}, or one of {@link ControlAction}
 * @param modem which modem it is about
 */
public record ControlRequest(String action, @Nullable String modem) {
    public static final String STATUS = "status";

    /** How all of them are. */
    public static ControlRequest status() {
        return new ControlRequest(STATUS, null);
    }

    /** Something to be done with one. */
    public static ControlRequest of(ControlAction action, String modem) {
        return new ControlRequest(action.word(), modem);
    }
}
