package dev.softclick.port;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a {@link Port} tells its owner. Calls come one at a time and must return soon: they run on the port's thread. */
public interface PortListener {
    /** Bytes from the host: {@code bytes[offset]} to {@code bytes[offset + length - 1]}. The array is only lent for this call. */
    void received(byte[] bytes, int offset, int length);

    /** All bytes of the last {@link Port#write} that returned false have left (or were dropped because the host went away). */
    void drained();

    /** The line told something beside bytes, in order with them. */
    default void signalled(LineSignal signal) {}

    /** The port has ended by itself (end of standard input, a device that failed): the reason, or null for a plain end. */
    void ended(@Nullable IOException reason);
}
