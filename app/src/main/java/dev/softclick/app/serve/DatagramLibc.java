package dev.softclick.app.serve;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** What the JDK lacks for {@link ServiceNotice}: Unix datagrams and the time of CLOCK_MONOTONIC. Linux only. */
final class DatagramLibc {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
    private static final int CLOCK_MONOTONIC = 1;

    /** Room for a path in sockaddr_un (unix(7)). */
    private static final int MAX_PATH = 108;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CATCH = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CAUGHT = Linker.Option.captureStateLayout();
    private static final MethodHandle SOCKET = bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), CATCH);
    private static final MethodHandle SENDTO =
            bind("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT), CATCH);
    private static final MethodHandle CLOSE = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOCK_GETTIME = bind("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private DatagramLibc() {}

    @SuppressWarnings("restricted")
    private static MethodHandle bind(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /**
     * Sends one datagram, without waiting.
     *
     * @param address path of the receiver's socket; a first {@code @} means an abstract one
     * @throws IOException when nobody takes it
     */
    static void send(String address, String text) throws IOException {
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length >= MAX_PATH) {
            throw new IOException("'" + address + "' is no address of a socket");
        }
        boolean unnamed = path[0] == '@';
        if (unnamed) {
            path[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(JAVA_SHORT.byteSize() + MAX_PATH, JAVA_SHORT.byteAlignment());
            target.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(path, 0, target, JAVA_BYTE, JAVA_SHORT.byteSize(), path.length);
            // The length tells an abstract name's end; a path is ended by a zero.
            int length = (int) JAVA_SHORT.byteSize() + path.length + (unnamed ? 0 : 1);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            MemorySegment data = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment caught = arena.allocate(CAUGHT);
            int fd = (int) SOCKET.invokeExact(caught, (int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (fd < 0) {
                throw failure("no socket", caught);
            }
            try {
                long sent = (long) SENDTO.invokeExact(caught, fd, data, (long) bytes.length, MSG_DONTWAIT_NOSIGNAL, target, length);
                if (sent != bytes.length) {
                    throw failure(address + " takes nothing", caught);
                }
            } finally {
                int _ = (int) CLOSE.invokeExact(fd);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** CLOCK_MONOTONIC, in microseconds. */
    static long monotonicMicros() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            int _ = (int) CLOCK_GETTIME.invokeExact(CLOCK_MONOTONIC, time);
            return time.getAtIndex(JAVA_LONG, 0) * 1_000_000 + time.getAtIndex(JAVA_LONG, 1) / 1_000;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static IOException failure(String what, MemorySegment caught) {
        return new IOException(what + " (error " + caught.get(JAVA_INT, CAUGHT.byteOffset(MemoryLayout.PathElement.groupElement("errno"))) + ")");
    }
}
