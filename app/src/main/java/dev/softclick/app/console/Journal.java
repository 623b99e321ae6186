package dev.softclick.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** systemd's journal, where standard error goes to it: it takes a line's priority from a first {@code <N>} (sd-daemon(3)). */
final class Journal {
    /** Priorities of syslog(3), as a line begins with them. */
    static final String ERROR = "<3>";

    static final String WARNING = "<4>";
    static final String INFO = "<6>";
    static final String DEBUG = "<7>";

    /** It does not change while the process runs. */
    private static final boolean HEARD = heard(System.getenv().getOrDefault("JOURNAL_STREAM", ""), Path.of("/proc/self/fd/2"));

    private Journal() {}

    /** Whether standard error goes to the journal. */
    static boolean heard() {
        return HEARD;
    }

    /**
     * Whether a stream is the one that systemd has set up.
     *
     * @param announced JOURNAL_STREAM (systemd.exec(5)): {@code device:inode}. A child whose streams go elsewhere inherits it, too
     */
    static boolean heard(String announced, Path stream) {
        if (announced.isEmpty()) {
            return false;
        }
        try {
            Map<String, Object> file = Files.readAttributes(stream, "unix:dev,ino");
            return announced.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
