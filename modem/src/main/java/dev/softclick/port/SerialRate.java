package dev.softclick.port;

import dev.softclick.port.posix.Tty;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a serial line is set, and its change to another rate: on a thread of its own, since the driver first waits until what was written has left. To be
 * used with the port's lock held.
 */
final class SerialRate {
    private static final Logger LOG = LoggerFactory.getLogger(SerialRate.class);

    private final Path device;
    private final Object lock;
    private final Runnable changed;
    private LineSetup setup;
    private boolean changing;

    /** 0: none but the present one. */
    private int wanted;

    /**
     * @param lock the port's
     * @param changed is called when a change is over, with the lock held
     */
    SerialRate(Path device, LineSetup setup, Object lock, Runnable changed) {
        this.device = device;
        this.setup = setup;
        this.lock = lock;
        this.changed = changed;
    }

    /** How the line is set, or is about to be. */
    LineSetup setup() {
        return setup;
    }

    /** Whether a change is under way: nothing is to be written. */
    boolean changing() {
        return changing;
    }

    /** Asks for a rate, in bits a second; {@link #settle} brings it about. */
    void want(int bitsPerSecond) {
        wanted = bitsPerSecond;
    }

    /** Changes to the rate that was asked for; what was written before is on its way. Without a line it is the rate that the next one is set to. */
    void settle(@Nullable Tty tty) {
        if (wanted == 0 || changing) {
            return;
        }
        int before = setup.rate();
        setup = setup.withRate(wanted);
        wanted = 0;
        if (setup.rate() != before && tty != null) {
            change(tty, before);
        }
    }

    private void change(Tty tty, int before) {
        try {
            Tty.Lease lease = tty.lease();
            LineSetup asked = setup;
            changing = true;
            Thread.ofPlatform().name("softclick-tty-rate").daemon().start(() -> {
                try (lease) {
                    apply(tty, lease, asked, before);
                } finally {
                    over();
                }
            });
        } catch (IOException e) {
            LOG.warn("serial:{}: it stays at its rate: {}", device, e.getMessage());
        }
    }

    private void apply(Tty tty, Tty.Lease lease, LineSetup asked, int before) {
        try {
            tty.changeRate(SerialLine.settings(asked), lease);
        } catch (IOException e) {
            LOG.warn("serial:{}: it stays at {} baud: {}", device, before, e.getMessage());
            synchronized (lock) {
                setup = setup.withRate(before);
            }
            goBack(tty, lease, asked.withRate(before));
        }
    }

    private void goBack(Tty tty, Tty.Lease lease, LineSetup before) {
        try {
            tty.changeRate(SerialLine.settings(before), lease);
        } catch (IOException e) {
            LOG.debug("serial:{}: has gone meanwhile", device, e);
        }
    }

    private void over() {
        synchronized (lock) {
            changing = false;
            changed.run();
        }
    }
}
