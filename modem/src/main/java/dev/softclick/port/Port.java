package dev.softclick.port;

import java.io.IOException;
import java.util.Optional;

/**
 * One end of a serial line.
 *
 * <p>Contract: {@link #open} once, then {@link #write} and {@link #reading} from any one thread at a time, {@link #close} at any time and any number
 * of times. No method blocks. The listener is called from the port's own threads, one call at a time.
 */
public interface Port extends AutoCloseable {
    /**
     * Opens the port; bytes begin to arrive at the listener.
     *
     * @throws IOException with a one-line message fit for a person when the port can't be had (taken, refused, not permitted)
     */
    void open(PortListener listener) throws IOException;

    /** The address in the syntax of {@code --port} with real values filled in, as {@code tcp:127.0.0.1:41234}. Valid once open. */
    String address();

    /** The device a host opens, as {@code /dev/pts/3}, where there is one. Valid once open. */
    Optional<String> path();

    /** What a person who has this port opened should know, in one line. Valid once open. */
    default Optional<String> caution() {
        return Optional.empty();
    }

    /** Whether it tells when the host raises or drops DTR, once it was asked to look out for that. Valid once open. */
    default boolean tellsTerminalReady() {
        return false;
    }

    /**
     * Takes all the bytes (the array belongs to the port until they have left). Must not be called again before they have.
     *
     * <p>While no host is attached they are dropped, as on a wire with no listener, and count as left.
     *
     * @return true when they have left; false when some remain: {@link PortListener#drained()} is then called exactly once
     */
    boolean write(byte[] bytes);

    /** Starts or stops taking bytes from the host (on when opened). While off, they stay where the operating system keeps them. */
    void reading(boolean on);

    /**
     * The modem's own rate from now on, in bits a second: what was written before still leaves at the old one. Does nothing where a line has no rate.
     */
    default void rate(int bitsPerSecond) {}

    /** Whether bytes take their time on it by themselves, as on a real wire: then nobody has to pace them. */
    default boolean timed() {
        return false;
    }

    /** Releases everything this port holds. Nothing is called on the listener afterwards. */
    @Override
    void close();
}
