package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Locale;

/**
 * The C library, one method a function. Each answers what the function does, or the negated {@code errno} where the function would answer -1.
 * An instance holds the memory {@code errno} is caught in: use it from one thread at a time. Functions that were interrupted are called again.
 */
final class Libc {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int ENOSPC = 28;
    static final int ENOTTY = 25;
    static final int EBUSY = 16;
    static final int EADDRINUSE = 98;

    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int TCSANOW = 0;
    static final int TCIFLUSH = 0;
    static final int TCOFLUSH = 1;

    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;

    private static final StructLayout CAUGHT = Linker.Option.captureStateLayout();
    private static final long ERRNO = CAUGHT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option CATCH = Linker.Option.captureCallState("errno");

    /**
     * One shape for all: what these functions take and give are integers and pointers, four at most, and on the machines that Linux and the JDK share each
     * has a register of 64 bits, of which a function looks at what it has declared. Every further shape would cost a start 5 ms.
     */
    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final MethodHandle OPEN = bind("open");
    private static final MethodHandle POSIX_OPENPT = bind("posix_openpt");
    private static final MethodHandle GRANTPT = bind("grantpt");
    private static final MethodHandle UNLOCKPT = bind("unlockpt");
    private static final MethodHandle PTSNAME_R = bind("ptsname_r");
    private static final MethodHandle TCGETATTR = bind("tcgetattr");
    private static final MethodHandle TCSETATTR = bind("tcsetattr");
    private static final MethodHandle TCFLUSH = bind("tcflush");
    private static final MethodHandle CFSETSPEED = bind("cfsetspeed");
    private static final MethodHandle FLOCK = bind("flock");
    private static final MethodHandle DUP = bind("dup");
    private static final MethodHandle READ = bind("read");
    private static final MethodHandle WRITE = bind("write");
    private static final MethodHandle CLOSE = bind("close");
    private static final MethodHandle POLL = bind("poll");
    private static final MethodHandle EPOLL_CREATE1 = bind("epoll_create1");
    private static final MethodHandle EPOLL_CTL = bind("epoll_ctl");
    private static final MethodHandle EPOLL_WAIT = bind("epoll_wait");
    private static final MethodHandle INOTIFY_INIT1 = bind("inotify_init1");
    private static final MethodHandle INOTIFY_ADD_WATCH = bind("inotify_add_watch");
    private static final MethodHandle INOTIFY_RM_WATCH = bind("inotify_rm_watch");
    private static final MethodHandle EVENTFD = bind("eventfd");
    private static final MethodHandle SOCKET = bind("socket");
    private static final MethodHandle BIND = bind("bind");

    private final MemorySegment caught;

    Libc(Arena arena) {
        caught = arena.allocate(CAUGHT);
    }

    /**
     * Looks whether there is a Linux below us.
     *
     * @param kind of port that needs it
     * @throws IOException where there is none
     */
    static void require(String kind) throws IOException {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IOException(kind + ": needs Linux, this is " + system + ": use tcp:HOST:PORT or stdio");
        }
    }

    /** An exception for a person: what was tried and the system's word for the error. */
    static IOException failure(String what, int negatedErrno) {
        return new IOException(what + ": " + text(-negatedErrno));
    }

    private static String text(int errno) {
        return switch (errno) {
            case 1 -> "not permitted";
            case 2 -> "no such file";
            case EIO -> "input/output error";
            case 6, 19 -> "no such device";
            case 12 -> "out of memory";
            case 13 -> "permission denied";
            case EBUSY -> "busy";
            case 22 -> "not a value it takes";
            case 23 -> "too many open files in the system";
            case 24 -> "too many open files in this process";
            case ENOTTY -> "no serial line";
            case ENOSPC -> "none left (the system's limit is reached)";
            default -> "error " + errno;
        };
    }

    int open(MemorySegment path, int flags) {
        return again(path, () -> (long) OPEN.invokeExact(caught, path.address(), (long) flags, 0L, 0L));
    }

    int posixOpenpt(int flags) {
        return again(() -> (long) POSIX_OPENPT.invokeExact(caught, (long) flags, 0L, 0L, 0L));
    }

    int grantpt(int fd) {
        return again(() -> (long) GRANTPT.invokeExact(caught, (long) fd, 0L, 0L, 0L));
    }

    int unlockpt(int fd) {
        return again(() -> (long) UNLOCKPT.invokeExact(caught, (long) fd, 0L, 0L, 0L));
    }

    /** Unlike the others the function answers the error itself. */
    int ptsname(int fd, MemorySegment name) {
        return again(name, () -> -(long) PTSNAME_R.invokeExact(caught, (long) fd, name.address(), name.byteSize(), 0L));
    }

    int tcgetattr(int fd, MemorySegment termios) {
        return again(termios, () -> (long) TCGETATTR.invokeExact(caught, (long) fd, termios.address(), 0L, 0L));
    }

    int tcsetattr(int fd, int when, MemorySegment termios) {
        return again(termios, () -> (long) TCSETATTR.invokeExact(caught, (long) fd, (long) when, termios.address(), 0L));
    }

    int tcflush(int fd, int queue) {
        return again(() -> (long) TCFLUSH.invokeExact(caught, (long) fd, (long) queue, 0L, 0L));
    }

    int cfsetspeed(MemorySegment termios, int speed) {
        return again(termios, () -> (long) CFSETSPEED.invokeExact(caught, termios.address(), (long) speed, 0L, 0L));
    }

    int ioctl(int fd, long request, MemorySegment argument) {
        return again(argument, () -> (long) Ioctl.FUNCTION.invokeExact(caught, (long) fd, request, argument.address(), 0L));
    }

    int flock(int fd, int operation) {
        return again(() -> (long) FLOCK.invokeExact(caught, (long) fd, (long) operation, 0L, 0L));
    }

    int dup(int fd) {
        return again(() -> (long) DUP.invokeExact(caught, (long) fd, 0L, 0L, 0L));
    }

    /** Takes at most 1 GB. */
    int read(int fd, MemorySegment into) {
        return again(into, () -> (long) READ.invokeExact(caught, (long) fd, into.address(), into.byteSize(), 0L));
    }

    int write(int fd, MemorySegment from, long length) {
        return again(from, () -> (long) WRITE.invokeExact(caught, (long) fd, from.address(), length, 0L));
    }

    /** Never called again: on Linux the descriptor is gone even when interrupted. */
    void close(int fd) {
        once(() -> (long) CLOSE.invokeExact(caught, (long) fd, 0L, 0L, 0L));
    }

    int poll(MemorySegment pollfd, int millis) {
        return again(pollfd, () -> (long) POLL.invokeExact(caught, pollfd.address(), 1L, (long) millis, 0L));
    }

    int epollCreate(int flags) {
        return again(() -> (long) EPOLL_CREATE1.invokeExact(caught, (long) flags, 0L, 0L, 0L));
    }

    int epollCtl(int epoll, int operation, int fd, MemorySegment event) {
        return again(event, () -> (long) EPOLL_CTL.invokeExact(caught, (long) epoll, (long) operation, (long) fd, event.address()));
    }

    int epollWait(int epoll, MemorySegment events, int max, int millis) {
        return again(events, () -> (long) EPOLL_WAIT.invokeExact(caught, (long) epoll, events.address(), (long) max, (long) millis));
    }

    /** A counter to wait for: it can be read from as long as it is not 0. */
    int eventFd(int count, int flags) {
        return again(() -> (long) EVENTFD.invokeExact(caught, (long) count, (long) flags, 0L, 0L));
    }

    int inotifyInit(int flags) {
        return again(() -> (long) INOTIFY_INIT1.invokeExact(caught, (long) flags, 0L, 0L, 0L));
    }

    int inotifyAddWatch(int inotify, MemorySegment path, int mask) {
        return again(path, () -> (long) INOTIFY_ADD_WATCH.invokeExact(caught, (long) inotify, path.address(), (long) mask, 0L));
    }

    int inotifyRmWatch(int inotify, int watch) {
        return again(() -> (long) INOTIFY_RM_WATCH.invokeExact(caught, (long) inotify, (long) watch, 0L, 0L));
    }

    int socket(int domain, int type, int protocol) {
        return again(() -> (long) SOCKET.invokeExact(caught, (long) domain, (long) type, (long) protocol, 0L));
    }

    int bind(int socket, MemorySegment address, int length) {
        return again(address, () -> (long) BIND.invokeExact(caught, (long) socket, address.address(), (long) length, 0L));
    }

    /** Its answer is that of the function, in the lower 32 bits. */
    private interface Call {
        long call() throws Throwable;
    }

    /** The memory is there until the function has answered; its address alone would not keep it. */
    private int again(MemorySegment memory, Call call) {
        try {
            return again(call);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private int again(Call call) {
        int answer;
        do {
            answer = once(call);
        } while (answer == -EINTR);
        return answer;
    }

    private int once(Call call) {
        try {
            int answer = (int) call.call();
            return answer == -1 ? -caught.get(JAVA_INT, ERRNO) : answer;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The only one with a variable number of arguments; just serial lines need it. */
    private static final class Ioctl {
        static final MethodHandle FUNCTION = bind("ioctl", CATCH, Linker.Option.firstVariadicArg(2));

        private Ioctl() {}
    }

    private static MethodHandle bind(String name) {
        return bind(name, CATCH);
    }

    private static MethodHandle bind(String name, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name + " is not in the C library"));
        return linker.downcallHandle(function, SHAPE, options);
    }
}
