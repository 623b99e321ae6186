package dev.softclick.port;

import dev.softclick.port.posix.TtyThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second for a serial device that was unplugged, and says once that it is gone, why it can't be had again, and that it is back. */
final class DeviceSearch {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSearch.class);
    private static final int TICKS_A_LOOK = 1000 / TtyThread.TICK_MILLIS;

    private final Path device;
    private int ticks;
    private String complaint = "";

    DeviceSearch(Path device) {
        this.device = device;
    }

    /** How the device is taken again. */
    interface Attempt {
        void take() throws IOException;
    }

    void begins() {
        ticks = 0;
        complaint = "";
    }

    void tellGone() {
        LOG.warn("serial:{}: the device is gone; the modem goes on when it is back", device);
    }

    /** A tick of the terminals' thread has passed: whether the device was taken again. */
    boolean succeeds(Attempt attempt) {
        if (++ticks % TICKS_A_LOOK != 0 || !Files.exists(device)) {
            return false;
        }
        try {
            attempt.take();
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
            return false;
        }
        LOG.warn("serial:{}: the device is back", device);
        return true;
    }

    /** Twice the same: not just the moment in which the system sets its rights. */
    private void complain(String why) {
        if (why.equals(complaint)) {
            LOG.warn("{}; trying again every second", why);
            complaint = why + " (told)";
        } else if (!complaint.startsWith(why)) {
            complaint = why;
        }
    }
}
