package dev.softclick.simulation.check;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E, V and Q as the host has set them. */
record HostSettings(boolean echo, boolean verbose, boolean quiet) {
    static final HostSettings FACTORY = new HostSettings(true, true, false);

    private static final Pattern BASICS = Pattern.compile("(?:[EVQZI]\\d*|&[FW]\\d*|S\\d+=\\d+|S\\d+\\?)+");
    private static final Pattern ONE = Pattern.compile("(&?[A-Z])(\\d*)");

    /** Whether a line sets nothing but such things. */
    static boolean isBasic(String line) {
        return BASICS.matcher(line.strip().toUpperCase(Locale.ROOT)).matches();
    }

    /** What holds behind such a line that went well; {@code stored} is what ATZ brings back. */
    HostSettings after(String line, HostSettings stored) {
        HostSettings now = this;
        Matcher one = ONE.matcher(line.toUpperCase(Locale.ROOT));
        while (one.find()) {
            boolean on = !one.group(2).isEmpty() && Integer.parseInt(one.group(2)) == 1;
            now = switch (one.group(1)) {
                case "E" -> new HostSettings(on, now.verbose, now.quiet);
                case "V" -> new HostSettings(now.echo, on, now.quiet);
                case "Q" -> new HostSettings(now.echo, now.verbose, on);
                case "Z" -> stored;
                case "&F" -> FACTORY;
                default -> now;
            };
        }
        return now;
    }
}
