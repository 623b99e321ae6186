package dev.softclick.link;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all links of a JVM: {@code softclick-link-N} (event loops) and {@code softclick-dns-N} (name lookups, which block). All are
 * daemons and start when first needed.
 */
public final class LinkThreads implements AutoCloseable {
    /** Event loops: two carry thousands of links at serial-line speed. */
    public static final int EVENT_LOOPS = 2;

    /** Name lookups at the same time; more wait in line, at most one for each modem. */
    private static final int LOOKUPS = 4;

    private static final long IDLE_SECONDS = 10;

    private static final AtomicBoolean SHARED_USED = new AtomicBoolean();

    /** An event loop with nothing planned looks every second whether it has; one that has something sleeps until then. */
    private static final long ASLEEP_DAYS = 1;

    private final EventLoopGroup loops;
    private final Map<EventLoop, ConnectTurns> turns = new ConcurrentHashMap<>();
    private final TrustedAuthorities authorities = new TrustedAuthorities();
    private final ThreadPoolExecutor resolver;

    /** Threads of their own: in a test, or for a fleet. */
    public LinkThreads(int eventLoops) {
        loops = new MultiThreadIoEventLoopGroup(eventLoops, named("softclick-link-"), NioIoHandler.newFactory());
        // Platform threads: the JDK's lookup blocks in native code and would hold a virtual thread's carrier for as long as the network is dead.
        resolver = new ThreadPoolExecutor(
                LOOKUPS, LOOKUPS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("softclick-dns-"));
        resolver.allowCoreThreadTimeOut(true);
    }

    /** The threads that all modems of this JVM share; never closed. */
    public static LinkThreads shared() {
        SHARED_USED.set(true);
        return Shared.THREADS;
    }

    /** An event loop for one more modem; they are given out in turn. */
    public EventLoop next() {
        return loops.next();
    }

    /** The event loops of {@link #shared} that a connection was ever made on, by the names of their threads; the others have none yet. */
    public static Map<String, Executor> runningLoops() {
        Map<String, Executor> running = new TreeMap<>();
        if (SHARED_USED.get()) {
            for (EventLoop loop : Shared.THREADS.turns.keySet()) {
                running.put(loop instanceof SingleThreadEventExecutor single ? single.threadProperties().name() : "softclick-link", loop);
            }
        }
        return running;
    }

    /** The turns that connections take on that loop; from the first one on it sleeps for as long as nothing happens. */
    ConnectTurns turns(EventLoop loop) {
        return turns.computeIfAbsent(loop, LinkThreads::firstTurns);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static ConnectTurns firstTurns(EventLoop loop) {
        loop.scheduleWithFixedDelay(() -> {}, ASLEEP_DAYS, ASLEEP_DAYS, TimeUnit.DAYS);
        return new ConnectTurns(loop);
    }

    /** Whom the links of this JVM trust. */
    TrustedAuthorities authorities() {
        return authorities;
    }

    Executor resolver() {
        return resolver;
    }

    /** Stops the threads; connections still open are closed. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        resolver.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> Thread.ofPlatform().daemon().name(prefix + number.incrementAndGet()).unstarted(task);
    }

    private static final class Shared {
        static final LinkThreads THREADS = new LinkThreads(EVENT_LOOPS);
    }
}
