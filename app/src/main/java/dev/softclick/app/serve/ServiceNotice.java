package dev.softclick.app.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is, over its notify socket (sd_notify(3)); tells nobody where there is none.
 *
 * <p>Never fails: what systemd does not hear it will notice by itself. The first time is logged.
 */
public final class ServiceNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);

    private final Consumer<String> receiver;
    private final boolean heard;
    private final Optional<Duration> watchdog;
    private boolean complained;

    private ServiceNotice(String address, Optional<Duration> watchdog) {
        this.receiver = text -> send(address, text);
        this.heard = !address.isEmpty();
        this.watchdog = watchdog;
    }

    /** Tells {@code receiver} instead of systemd. */
    ServiceNotice(Consumer<String> receiver, Duration watchdog) {
        this.receiver = receiver;
        this.heard = true;
        this.watchdog = Optional.of(watchdog);
    }

    /**
     * As systemd has set it up.
     *
     * @param environment gives a variable's value, empty when it is not set: NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID are read
     */
    public static ServiceNotice of(UnaryOperator<String> environment) {
        String pid = environment.apply("WATCHDOG_PID");
        boolean ours = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
        String micros = environment.apply("WATCHDOG_USEC");
        boolean number = !micros.isEmpty() && micros.length() < 16 && micros.chars().allMatch(c -> c >= '0' && c <= '9');
        long every = number && ours ? Long.parseLong(micros) : 0;
        return new ServiceNotice(
                environment.apply("NOTIFY_SOCKET"), every > 0 ? Optional.of(Duration.ofNanos(every * 1_000)) : Optional.empty());
    }

    /** Whether somebody listens. */
    public boolean heard() {
        return heard;
    }

    /** How long systemd waits for a sign of life, if it wants any. */
    public Optional<Duration> watchdog() {
        return watchdog.filter(interval -> heard());
    }

    /** All modems have started. */
    public void ready(String status) {
        send("READY=1\n" + status(status));
    }

    /** The configuration is read again; {@link #ready} says when that is done. */
    public void reloading() {
        if (heard()) {
            send("RELOADING=1\nMONOTONIC_USEC=" + DatagramLibc.monotonicMicros());
        }
    }

    /** It is ending. */
    public void stopping() {
        send("STOPPING=1");
    }

    /** How it is, in words. */
    public void tell(String status) {
        send(status(status));
    }

    /** A sign of life. */
    public void alive() {
        send("WATCHDOG=1");
    }

    private static String status(String text) {
        return "STATUS=" + text.replace('\n', ' ');
    }

    private synchronized void send(String text) {
        if (heard) {
            receiver.accept(text);
        }
    }

    private void send(String address, String text) {
        try {
            DatagramLibc.send(address, text);
        } catch (IOException | LinkageError | IllegalCallerException | UnsupportedOperationException e) {
            if (!complained) {
                complained = true;
                LOG.warn("systemd can't be told how this is: {}", e.toString());
            }
        }
    }
}
