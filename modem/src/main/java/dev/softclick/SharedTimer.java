package dev.softclick;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one timer thread of all modems in this JVM. */
final class SharedTimer {
    private static final ScheduledThreadPoolExecutor TIMER = create();

    private SharedTimer() {}

    static ScheduledExecutorService get() {
        return TIMER;
    }

    private static ScheduledThreadPoolExecutor create() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("softclick-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
