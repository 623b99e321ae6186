package dev.softclick.port;

import dev.softclick.port.posix.TtyThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The threads that all ports of this JVM share. */
public final class PortThreads {
    private PortThreads() {}

    /** Those that run, by name: each runs what it is given soon, in between what it has to do for ports. */
    public static Map<String, Executor> running() {
        Map<String, Executor> threads = new LinkedHashMap<>();
        if (TtyThread.started()) {
            threads.put("softclick-tty", PortThreads::onTty);
        }
        SocketLoop.ifRunning().ifPresent(loop -> threads.put("softclick-sockets", loop::post));
        return threads;
    }

    private static void onTty(Runnable task) {
        try {
            TtyThread.running().post(task);
        } catch (IOException e) {
            throw new UncheckedIOException("it runs already", e);
        }
    }
}
