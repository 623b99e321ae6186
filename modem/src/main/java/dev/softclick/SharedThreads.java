package dev.softclick;

import dev.softclick.link.LinkThreads;
import dev.softclick.port.PortThreads;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The threads that all modems of this JVM share: a modem is only as alive as these are. */
public final class SharedThreads {
    private SharedThreads() {}

    /** Those that run, by name: each runs what it is given soon, when it answers at all. What it is given must return at once. */
    public static Map<String, Executor> running() {
        Map<String, Executor> threads = new LinkedHashMap<>(PortThreads.running());
        threads.put("softclick-timer", SharedTimer.get());
        threads.putAll(LinkThreads.runningLoops());
        return threads;
    }
}
