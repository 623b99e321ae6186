package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
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

    private static final MethodHandle OPEN = bind("open", ADDRESS, JAVA_INT);
    private static final MethodHandle POSIX_OPENPT = bind("posix_openpt", JAVA_INT);
    private static final MethodHandle GRANTPT = bind("grantpt", JAVA_INT);
    private static final MethodHandle UNLOCKPT = bind("unlockpt", JAVA_INT);
    private static final MethodHandle PTSNAME_R = bind("ptsname_r", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle TCGETATTR = bind("tcgetattr", JAVA_INT, ADDRESS);
    private static final MethodHandle TCSETATTR = bind("tcsetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle TCFLUSH = bind("tcflush", JAVA_INT, JAVA_INT);
    private static final MethodHandle CFSETSPEED = bind("cfsetspeed", ADDRESS, JAVA_INT);
    private static final MethodHandle IOCTL = bindVariadic("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle FLOCK = bind("flock", JAVA_INT, JAVA_INT);
    private static final MethodHandle DUP = bind("dup", JAVA_INT);
    private static final MethodHandle READ = bindLong("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = bindLong("write", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = bind("close", JAVA_INT);
    private static final MethodHandle POLL = bind("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE1 = bind("epoll_create1", JAVA_INT);
    private static final MethodHandle EPOLL_CTL = bind("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT = bind("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle INOTIFY_INIT1 = bind("inotify_init1", JAVA_INT);
    private static final MethodHandle INOTIFY_ADD_WATCH = bind("inotify_add_watch", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle INOTIFY_RM_WATCH = bind("inotify_rm_watch", JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD = bind("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = bind("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = bind("bind", JAVA_INT, ADDRESS, JAVA_INT);

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
        return again(() -> (int) OPEN.invokeExact(caught, path, flags));
    }

    int posixOpenpt(int flags) {
        return again(() -> (int) POSIX_OPENPT.invokeExact(caught, flags));
    }

    int grantpt(int fd) {
        return again(() -> (int) GRANTPT.invokeExact(caught, fd));
    }

    int unlockpt(int fd) {
        return again(() -> (int) UNLOCKPT.invokeExact(caught, fd));
    }

    /** Unlike the others the function answers the error itself. */
    int ptsname(int fd, MemorySegment name) {
        return again(() -> -(int) PTSNAME_R.invokeExact(caught, fd, name, name.byteSize()));
    }

    int tcgetattr(int fd, MemorySegment termios) {
        return again(() -> (int) TCGETATTR.invokeExact(caught, fd, termios));
    }

    int tcsetattr(int fd, int when, MemorySegment termios) {
        return again(() -> (int) TCSETATTR.invokeExact(caught, fd, when, termios));
    }

    int tcflush(int fd, int queue) {
        return again(() -> (int) TCFLUSH.invokeExact(caught, fd, queue));
    }

    int cfsetspeed(MemorySegment termios, int speed) {
        return again(() -> (int) CFSETSPEED.invokeExact(caught, termios, speed));
    }

    int ioctl(int fd, long request, MemorySegment argument) {
        return again(() -> (int) IOCTL.invokeExact(caught, fd, request, argument));
    }

    int flock(int fd, int operation) {
        return again(() -> (int) FLOCK.invokeExact(caught, fd, operation));
    }

    int dup(int fd) {
        return again(() -> (int) DUP.invokeExact(caught, fd));
    }

    /** Takes at most 1 GB. */
    int read(int fd, MemorySegment into) {
        return again(() -> (int) (long) READ.invokeExact(caught, fd, into, into.byteSize()));
    }

    int write(int fd, MemorySegment from, long length) {
        return again(() -> (int) (long) WRITE.invokeExact(caught, fd, from, length));
    }

    /** Never called again: on Linux the descriptor is gone even when interrupted. */
    void close(int fd) {
        once(() -> (int) CLOSE.invokeExact(caught, fd));
    }

    int poll(MemorySegment pollfd, int millis) {
        return again(() -> (int) POLL.invokeExact(caught, pollfd, 1L, millis));
    }

    int epollCreate(int flags) {
        return again(() -> (int) EPOLL_CREATE1.invokeExact(caught, flags));
    }

    int epollCtl(int epoll, int operation, int fd, MemorySegment event) {
        return again(() -> (int) EPOLL_CTL.invokeExact(caught, epoll, operation, fd, event));
    }

    int epollWait(int epoll, MemorySegment events, int max, int millis) {
        return again(() -> (int) EPOLL_WAIT.invokeExact(caught, epoll, events, max, millis));
    }

    /** A counter to wait for: it can be read from as long as it is not 0. */
    int eventFd(int count, int flags) {
        return again(() -> (int) EVENTFD.invokeExact(caught, count, flags));
    }

    int inotifyInit(int flags) {
        return again(() -> (int) INOTIFY_INIT1.invokeExact(caught, flags));
    }

    int inotifyAddWatch(int inotify, MemorySegment path, int mask) {
        return again(() -> (int) INOTIFY_ADD_WATCH.invokeExact(caught, inotify, path, mask));
    }

    int inotifyRmWatch(int inotify, int watch) {
        return again(() -> (int) INOTIFY_RM_WATCH.invokeExact(caught, inotify, watch));
    }

    int socket(int domain, int type, int protocol) {
        return again(() -> (int) SOCKET.invokeExact(caught, domain, type, protocol));
    }

    int bind(int socket, MemorySegment address, int length) {
        return again(() -> (int) BIND.invokeExact(caught, socket, address, length));
    }

    private interface Call {
        int call() throws Throwable;
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
            int answer = call.call();
            return answer == -1 ? -caught.get(JAVA_INT, ERRNO) : answer;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle bind(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, parameters), CATCH);
    }

    private static MethodHandle bindVariadic(String name, int fixed, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, parameters), CATCH, Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle bindLong(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(JAVA_LONG, parameters), CATCH);
    }

    private static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name + " is not in the C library"));
        return linker.downcallHandle(function, shape, options);
    }
}
