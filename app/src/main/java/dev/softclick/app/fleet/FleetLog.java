package dev.softclick.app.fleet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log of a fleet: a wave that hits a thousand modems is no thousand warnings; the summary has the counts. */
final class FleetLog {
    private static final List<String> TALKATIVE = List.of("dev.softclick.firmware", "dev.softclick.link", "dev.softclick.cloud");

    private FleetLog() {}

    /** Leaves the troubles of single modems out, unless somebody asked for more than warnings. */
    static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs && logs.getLogger("dev.softclick").getEffectiveLevel() == Level.WARN) {
            TALKATIVE.forEach(name -> logs.getLogger(name).setLevel(Level.ERROR));
        }
    }
}
