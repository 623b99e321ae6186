package dev.softclick.app.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes back over the control socket.
 *
 * @param error why it was not done, one line; null when it was
 * @param text what was done, for who asked
 * @param modems the modems, when they were asked for
 */
public record ControlAnswer(@Nullable String error, @Nullable String text, @Nullable List<ModemReport> modems) {
    public static ControlAnswer failed(String why) {
        return new ControlAnswer(why, null, null);
    }

    /** It was done; what there is to say of it. */
    public static ControlAnswer done(String text) {
        return new ControlAnswer(null, text, null);
    }

    /** How these modems are. */
    public static ControlAnswer modems(List<ModemReport> modems) {
        return new ControlAnswer(null, null, modems);
    }
}
