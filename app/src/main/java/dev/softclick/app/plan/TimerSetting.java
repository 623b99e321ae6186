package dev.softclick.app.plan;

import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.ModemTimer;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkTimer;
import dev.softclick.link.NamedWait;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One wait of the modem, set by {@code --timer NAME=DURATION}.
 *
 * @param timer which
 * @param length how long it is to be, within its range
 */
public record TimerSetting(NamedWait timer, Duration length) {
    /** @throws IllegalArgumentException with one line when it can't be that long */
    public TimerSetting {
        timer.check(length);
    }

    /**
     * Reads {@code NAME=DURATION}.
     *
     * @throws IllegalArgumentException with one line: the names there are, what a duration is, or the range
     */
    public static TimerSetting parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        NamedWait wait = waits().filter(known -> known.label().equals(name)).findAny().orElseThrow(() -> unknown(name));
        String written = equals < 0 ? "" : text.substring(equals + 1);
        return new TimerSetting(wait, NamedWait.parse(written).orElseThrow(() -> new IllegalArgumentException(
                "'" + text + "': use " + name + "=DURATION, a whole number with ms, s, m or h behind it, as in " + name + "=" + NamedWait.text(wait.usual()))));
    }

    /** The settings with this wait in them, if it is one of theirs. */
    public ModemSettings in(ModemSettings settings) {
        return timer instanceof ModemTimer own ? settings.withTimer(own, length) : settings;
    }

    /** The settings with this wait in them, if it is one of theirs. */
    public LinkSettings in(LinkSettings settings) {
        return timer instanceof LinkTimer own ? settings.withTimer(own, length) : settings;
    }

    private static Stream<NamedWait> waits() {
        return Stream.concat(Stream.of(LinkTimer.values()), ModemTimer.settable().stream());
    }

    private static IllegalArgumentException unknown(String name) {
        String names = waits().map(wait -> wait.label() + "=" + NamedWait.text(wait.usual())).collect(Collectors.joining(", "));
        return new IllegalArgumentException("'" + name + "' is no timer: use one of " + names);
    }
}
