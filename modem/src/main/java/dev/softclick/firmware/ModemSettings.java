package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a modem is set up.
 *
 * @param dialect what it says where modules differ
 * @param version what {@code AT+AWSVER} answers
 * @param lineRate what {@code AT+IPR?} answers at power-up, in bits a second; 0 is "automatic" (V.250 clause 6.2.10)
 * @param timers waits that differ from their defaults
 */
public record ModemSettings(Dialect dialect, String version, int lineRate, Map<ModemTimer, Duration> timers) {
    /** Keeps a copy of the timers. */
    public ModemSettings {
        timers = Map.copyOf(timers);
    }

    /** Reference dialect, 9600 bit/s, default waits. */
    public static ModemSettings defaults(String version) {
        return new ModemSettings(Dialect.REFERENCE, version, 9600, Map.of());
    }

    /** The same in another dialect. */
    public ModemSettings withDialect(Dialect other) {
        return new ModemSettings(other, version, lineRate, timers);
    }

    /** The same at another line rate. */
    public ModemSettings withLineRate(int bitsPerSecond) {
        return new ModemSettings(dialect, version, bitsPerSecond, timers);
    }

    /**
     * The same with one wait set.
     *
     * @throws IllegalArgumentException with one line when it can't be that long
     */
    public ModemSettings withTimer(ModemTimer timer, Duration length) {
        timer.check(length);
        Map<ModemTimer, Duration> changed = new EnumMap<>(ModemTimer.class);
        changed.putAll(timers);
        changed.put(timer, length);
        return new ModemSettings(dialect, version, lineRate, changed);
    }

    /** How long that wait is. */
    public Duration length(ModemTimer timer) {
        return timers.getOrDefault(timer, timer.usual());
    }
}
