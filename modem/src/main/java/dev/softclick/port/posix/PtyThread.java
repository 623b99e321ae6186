package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread "softclick-pty": it sleeps until something happens at any of this JVM's PTYs, then gives that PTY its turn. It starts with the first
 * PTY and stays. Edge-triggered, so a PTY that is left alone (nobody attached, reading off) costs no wake-ups.
 */
public final class PtyThread {
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

    /** The kernel packs {@code struct epoll_event} on x86-64 only. */
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_ID = PACKED ? 4 : 8;
    private static final Logger LOG = LoggerFactory.getLogger(PtyThread.class);

    private static final class Shared {
        static final PtyThread THREAD = new PtyThread();
    }

    private final Arena arena = Arena.ofAuto();
    private final Libc libc = new Libc(arena);
    private final MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_EVENTS, 8);
    private final MemorySegment notices = arena.allocate(INOTIFY_BYTES, 8);
    private final Map<Long, PtyWatch> byId = new ConcurrentHashMap<>();
    private final Map<Integer, PtyWatch> byNotice = new ConcurrentHashMap<>();
    private final LinkedHashSet<PtyWatch> turns = new LinkedHashSet<>();
    private final AtomicLong lastId = new AtomicLong(INOTIFY_ID);
    private int epoll = -1;
    private int inotify = -1;

    private PtyThread() {}

    /** The thread of this JVM, running. */
    public static PtyThread running() throws IOException {
        Libc.require();
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
        if (notifier < 0) {
            own.close(poller);
            throw Libc.failure("inotify", notifier);
        }
        epoll = poller;
        inotify = notifier;
        own.epollCtl(poller, ADD, notifier, event(arena, IN | EDGE_TRIGGERED, INOTIFY_ID));
        Thread.ofPlatform().name("softclick-pty").daemon().start(this::run);
    }

    /** Watches {@code pty}: {@code handler} gets a first turn soon, then one whenever something may have changed. */
    public PtyWatch add(Pty pty, PtyWatch.Handler handler) throws IOException {
        Libc own = new Libc(arena);
        int notice = Pty.check(
                "inotify " + pty.path(), own.inotifyAddWatch(inotify, arena.allocateFrom(pty.path()), IN_OPEN | IN_CLOSE));
        PtyWatch watch = new PtyWatch(this, lastId.incrementAndGet(), pty, notice, handler);
        byId.put(watch.id, watch);
        byNotice.put(notice, watch);
        int added = own.epollCtl(epoll, ADD, pty.fd(), event(arena, IN | EDGE_TRIGGERED, watch.id));
        if (added < 0) {
            remove(watch, own);
            throw Libc.failure("epoll " + pty.path(), added);
        }
        return watch;
    }

    /** What is ready already counts as an event: after this call nothing that is there is missed. */
    void arm(PtyWatch watch, Libc caller, MemorySegment event, boolean in, boolean out) {
        int interest = (in ? IN : 0) | (out ? OUT : 0) | EDGE_TRIGGERED;
        caller.epollCtl(epoll, MODIFY, watch.pty.fd(), fill(event, interest, watch.id));
    }

    void remove(PtyWatch watch, Libc caller) {
        byId.remove(watch.id);
        byNotice.remove(watch.notice);
        caller.inotifyRmWatch(inotify, watch.notice);
        caller.epollCtl(epoll, REMOVE, watch.pty.fd(), MemorySegment.NULL);
    }

    private void run() {
        while (true) {
            int count = libc.epollWait(epoll, events, MAX_EVENTS, -1);
            for (int i = 0; i < count; i++) {
                long at = (long) i * EVENT_BYTES;
                long id = events.get(JAVA_LONG_UNALIGNED, at + EVENT_ID);
                if (id == INOTIFY_ID) {
                    collectNotices();
                } else {
                    collect(byId.get(id), events.get(JAVA_INT, at));
                }
            }
            while (!turns.isEmpty()) {
                turn(turns.removeFirst());
            }
        }
    }

    private void collect(@Nullable PtyWatch watch, int what) {
        if (watch != null) {
            watch.hostsChanged |= (what & HUP) != 0;
            turns.add(watch);
        }
    }

    private static void turn(PtyWatch watch) {
        try {
            watch.handler.turn();
        } catch (Throwable e) {
            LOG.error("the owner of {} failed; the other PTYs go on", watch.pty.path(), e);
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
                PtyWatch watch = byNotice.get(notices.get(JAVA_INT, at));
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
