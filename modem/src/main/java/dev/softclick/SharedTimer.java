package dev.softclick;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one timer thread of all modems in this JVM. */
final class SharedTimer {
    private static final ScheduledThreadPoolExecutor TIMER = create();

    /** Deadlines closer than this, in nanoseconds, are waited for as they are. */
    static final long NEAR = TimeUnit.SECONDS.toNanos(2);

    /** Looks at deadlines that are not near come at multiples of this, in nanoseconds: however many modems there are, one wake-up for all. */
    static final long LOOKS_APART = TimeUnit.SECONDS.toNanos(1);

    private SharedTimer() {}

    /**
     * When to look at a deadline: when it is there, if it is near. Most of those that are far off (an answer that the cloud owes, say) are put off long
     * before they are there, and so are looked at a little earlier, together with those of all other modems; what is still waited for then is near.
     * Times are of {@link System#nanoTime}.
     */
    static long look(long deadline, long now) {
        return deadline - now < NEAR ? deadline : deadline - Math.floorMod(deadline, LOOKS_APART);
    }

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
