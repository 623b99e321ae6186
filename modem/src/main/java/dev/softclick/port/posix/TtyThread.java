package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread "softclick-tty": it sleeps until something happens at any of this JVM's PTYs and serial lines, then gives that one its turn. It starts
 * with the first of them and stays. Edge-triggered, so one that is left alone (nobody attached, reading off) costs no wake-ups; only what has to be
 * asked again and again, as the modem control lines, makes it tick.
 */
public final class TtyThread {
    static final int IN = 0x1;
    static final int OUT = 0x4;
    static final int HUP = 0x10;
    private static final int EDGE_TRIGGERED = 1 << 31;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int MODIFY = 3;
    private static final int IN_CLOSE = 0x8 | 0x10;
    private static final int IN_OPEN = 0x20;
    private static final int IN_QUEUE_OVERFLOW = 0x4000;
    private static final int INOTIFY_HEADER_BYTES = 16;
    private static final int INOTIFY_BYTES = 4096;
    private static final int MAX_EVENTS = 64;
    private static final long INOTIFY_ID = 0;

    private static final long ALARM_ID = -1;

    /** No inotify watch has this number. */
    private static final int NO_NOTICE = -1;

    /** Time from tick to tick, while anything asked for ticks: one wake-up for all of them. */
    public static final int TICK_MILLIS = 250;

    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;

    /** The kernel packs {@code struct epoll_event} on x86-64 only. */
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_ID = PACKED ? 4 : 8;
    private static final Logger LOG = LoggerFactory.getLogger(TtyThread.class);

    private static final class Shared {
        static final TtyThread THREAD = new TtyThread();
        static final AtomicBoolean STARTED = new AtomicBoolean();
    }

    private final Arena arena = Arena.ofAuto();
    private final Libc libc = new Libc(arena);
    private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_EVENTS, 8);
    private final StayAwake awake = new StayAwake();
    private final MemorySegment notices = arena.allocate(INOTIFY_BYTES, 8);
    private final Map<Long, TtyWatch> byId = new ConcurrentHashMap<>();
    private final Map<Integer, TtyWatch> byNotice = new ConcurrentHashMap<>();
    private final LinkedHashSet<TtyWatch> turns = new LinkedHashSet<>();
    private final Set<Runnable> ticking = new CopyOnWriteArraySet<>();
    private final AtomicLong lastId = new AtomicLong(INOTIFY_ID);
    private int epoll = -1;
    private int inotify = -1;

    /** Always readable: to wait for it anew is an event, once. */
    private int alarm = -1;

    /** Bounded by its users: each asks anew only when it was answered. */
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();

    private TtyThread() {}

    /** The thread of this JVM, running. */
    public static TtyThread running() throws IOException {
        Libc.require("pty");
        Shared.THREAD.start();
        return Shared.THREAD;
    }

    private synchronized void start() throws IOException {
        if (epoll >= 0) {
            return;
        }
        Libc own = new Libc(arena);
        int poller = Pty.check("epoll", own.epollCreate(Libc.O_CLOEXEC));
        int notifier = own.inotifyInit(Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        int bell = own.eventFd(1, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (notifier < 0 || bell < 0) {
            for (int opened : new int[] {poller, notifier, bell}) {
                if (opened >= 0) {
                    own.close(opened);
                }
            }
            throw Libc.failure("inotify", Math.min(notifier, bell));
        }
        epoll = poller;
        inotify = notifier;
        alarm = bell;
        own.epollCtl(poller, ADD, bell, event(arena, EDGE_TRIGGERED, ALARM_ID));
        own.epollCtl(poller, ADD, notifier, event(arena, IN | EDGE_TRIGGERED, INOTIFY_ID));
        Thread.ofPlatform().name("softclick-tty").daemon().start(this::run);
        Shared.STARTED.set(true);
    }

    /** Watches {@code pty}: {@code handler} gets a first turn soon, then one whenever something may have changed. */
    public TtyWatch add(Pty pty, TtyWatch.Handler handler) throws IOException {
        Libc own = new Libc(arena);
        int notice = Pty.check(
                "inotify " + pty.path(), own.inotifyAddWatch(inotify, arena.allocateFrom(pty.path()), IN_OPEN | IN_CLOSE));
        return watched(new TtyWatch(this, lastId.incrementAndGet(), pty, notice, handler), IN, own);
    }

    /** Watches {@code tty}: {@code handler} gets a first turn soon, then one whenever something may have changed. */
    public TtyWatch add(Tty tty, TtyWatch.Handler handler) throws IOException {
        return watched(new TtyWatch(this, lastId.incrementAndGet(), tty, NO_NOTICE, handler), IN | OUT, new Libc(arena));
    }

    private TtyWatch watched(TtyWatch watch, int interest, Libc own) throws IOException {
        byId.put(watch.id, watch);
        if (watch.notice != NO_NOTICE) {
            byNotice.put(watch.notice, watch);
        }
        int added = own.epollCtl(epoll, ADD, watch.watched.fd(), event(arena, interest | EDGE_TRIGGERED, watch.id));
        if (added < 0) {
            remove(watch, own);
            throw Libc.failure("epoll " + watch.watched.path(), added);
        }
        return watch;
    }

    /**
     * Has {@code tick} called every {@value #TICK_MILLIS} ms on this thread, until {@link #noTicks}. The thread learns of it when it wakes up next:
     * call this from it, or before {@link #add}.
     */
    public void ticks(Runnable tick) {
        ticking.add(tick);
    }

    /** No ticks any more, but for one that may be under way. */
    public void noTicks(Runnable tick) {
        ticking.remove(tick);
    }

    /** Whether it was ever needed. */
    public static boolean started() {
        return Shared.STARTED.get();
    }

    /** Runs {@code task}, which must be short, on this thread soon. From any thread. */
    public void post(Runnable task) {
        posted.add(task);
        try (Arena own = Arena.ofConfined()) {
            new Libc(own).epollCtl(epoll, MODIFY, alarm, event(own, IN | EDGE_TRIGGERED, ALARM_ID));
        }
    }

    /** Bytes are written to a host, by whichever thread. */
    void answers() {
        awake.answers();
    }

    /** What is ready already counts as an event: after this call nothing that is there is missed. */
    void arm(TtyWatch watch, Libc caller, MemorySegment event, boolean in, boolean out) {
        int interest = (in ? IN : 0) | (out ? OUT : 0) | EDGE_TRIGGERED;
        caller.epollCtl(epoll, MODIFY, watch.watched.fd(), fill(event, interest, watch.id));
    }

    void remove(TtyWatch watch, Libc caller) {
        byId.remove(watch.id);
        if (watch.notice != NO_NOTICE) {
            byNotice.remove(watch.notice);
            caller.inotifyRmWatch(inotify, watch.notice);
        }
        caller.epollCtl(epoll, REMOVE, watch.watched.fd(), MemorySegment.NULL);
    }

    private void run() {
        long nextTick = System.nanoTime() + TICK_NANOS;
        while (true) {
            int count = awake.look(() -> libc.epollWait(epoll, events, MAX_EVENTS, 0));
            if (count == 0) {
                count = libc.epollWait(epoll, events, MAX_EVENTS, ticking.isEmpty() ? -1 : millisTo(nextTick));
            }
            for (int i = 0; i < count; i++) {
                long at = (long) i * EVENT_BYTES;
                long id = events.get(JAVA_LONG_UNALIGNED, at + EVENT_ID);
                if (id == INOTIFY_ID) {
                    collectNotices();
                } else if (id != ALARM_ID) {
                    collect(byId.get(id), events.get(JAVA_INT, at));
                }
            }
            while (!turns.isEmpty()) {
                turn(turns.removeFirst());
            }
            for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
                tick(task);
            }
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + TICK_NANOS;
                ticking.forEach(TtyThread::tick);
            }
        }
    }

    private static int millisTo(long time) {
        return Math.clamp((time - System.nanoTime() + 999_999) / 1_000_000, 0, TICK_MILLIS);
    }

    private static void tick(Runnable tick) {
        try {
            tick.run();
        } catch (Throwable e) {
            LOG.error("a tick failed; the other terminals go on", e);
        }
    }

    private void collect(@Nullable TtyWatch watch, int what) {
        if (watch != null) {
            watch.hostsChanged |= (what & HUP) != 0;
            turns.add(watch);
        }
    }

    private static void turn(TtyWatch watch) {
        try {
            watch.handler.turn();
        } catch (Throwable e) {
            LOG.error("the owner of {} failed; the other terminals go on", watch.watched.path(), e);
        }
    }

    /** Notes who opened and closed what. A watch it touched gets a turn after the present one. */
    void collectNotices() {
        int got;
        while ((got = libc.read(inotify, notices)) > 0) {
            for (int at = 0; at < got; at += INOTIFY_HEADER_BYTES + notices.get(JAVA_INT, at + 12L)) {
                int mask = notices.get(JAVA_INT, at + 4L);
                if ((mask & IN_QUEUE_OVERFLOW) != 0) {
                    byId.values().forEach(watch -> collect(watch, HUP));
                }
                TtyWatch watch = byNotice.get(notices.get(JAVA_INT, at));
                if (watch != null && (mask & (IN_OPEN | IN_CLOSE)) != 0) {
                    watch.noticed((mask & IN_OPEN) != 0);
                    turns.add(watch);
                }
            }
        }
    }

    static MemorySegment event(Arena arena, int interest, long id) {
        return fill(arena.allocate(EVENT_BYTES, 8), interest, id);
    }

    private static MemorySegment fill(MemorySegment event, int interest, long id) {
        event.set(JAVA_INT, 0, interest);
        event.set(JAVA_LONG_UNALIGNED, EVENT_ID, id);
        return event;
    }
}
