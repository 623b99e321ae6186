package dev.softclick.port.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One terminal in the care of {@link TtyThread}. */
public final class TtyWatch {
    /** Who owns the terminal. */
    public interface Handler {
        /** Hosts may have come or gone, bytes may be there, room may be there: called on the thread "softclick-tty". */
        void turn();
    }

    /** What hosts did since the last look. */
    public enum Hosts {
        /** None opened or closed the device. */
        UNCHANGED,
        /** Some opened or closed it: see {@link Pty#hostAttached()}. */
        CHANGED,
        /** As {@link #CHANGED}, and at some moment the last of them had closed it, though the next may be there already. */
        LEFT
    }

    final long id;
    final Watched watched;
    final int notice;
    final Handler handler;
    boolean hostsChanged;

    private final TtyThread thread;
    private final Libc libc;
    private final MemorySegment event;

    /** Opens less closes. The kernel merges equal notices in a row, so this can be too low or high; the hang-up of the master is the truth. */
    private int opens;

    private boolean left;

    TtyWatch(TtyThread thread, long id, Watched watched, int notice, Handler handler) {
        this.thread = thread;
        this.id = id;
        this.watched = watched;
        this.notice = notice;
        this.handler = handler;
        Arena arena = Arena.ofAuto();
        libc = new Libc(arena);
        event = TtyThread.event(arena, 0, id);
    }

    /** Asks for a turn when there are bytes, or room; at once when that is so already. From one thread at a time. */
    public void arm(boolean bytes, boolean room) {
        thread.arm(this, libc, event, bytes, room);
    }

    /** Bytes are written to its host, which may say something next. From any thread. */
    public void answers() {
        thread.answers();
    }

    /** No turns any more, but for one that may be under way. To be called before the terminal is closed, from one thread at a time. */
    public void cancel() {
        thread.remove(this, libc);
    }

    /**
     * What hosts did; on the thread only, and for PTYs only.
     *
     * @param justNow whether to ask the kernel for what they did since the last event, which costs a system call
     */
    public Hosts look(boolean justNow) {
        if (justNow) {
            thread.collectNotices();
        }
        Hosts seen = left ? Hosts.LEFT : hostsChanged ? Hosts.CHANGED : Hosts.UNCHANGED;
        left = false;
        hostsChanged = false;
        return seen;
    }

    /** What was noticed since the last look was the owner's own opening and closing; who is there now is to be asked of the master. */
    public void disregard() {
        thread.collectNotices();
        left = false;
        hostsChanged = false;
        opens = 1;
    }

    /** Nobody is there, whatever the notices said. */
    public void noHosts() {
        opens = 0;
    }

    void noticed(boolean opened) {
        hostsChanged = true;
        opens = opened ? opens + 1 : Math.max(0, opens - 1);
        left |= opens == 0;
    }
}
