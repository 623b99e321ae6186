package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The C library's {@code struct termios} as Linux has it on x86-64 and AArch64 (asm-generic/termbits.h). */
final class Termios {
    static final int B9600 = 0xD;

    /** More than any Linux C library's struct takes. */
    private static final int ROOM_BYTES = 128;

    private static final int INPUT_FLAGS = 0;
    private static final int OUTPUT_FLAGS = 4;
    private static final int CONTROL_FLAGS = 8;
    private static final int LOCAL_FLAGS = 12;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;
    private static final int CS8 = 0x30;
    private static final int CREAD = 0x80;
    private static final int CLOCAL = 0x800;

    private Termios() {}

    static MemorySegment allocate(Arena arena) {
        return arena.allocate(ROOM_BYTES, 4);
    }

    /** 8 data bits, no parity, no flow control, nothing interpreted; a read answers as soon as a byte is there. The speed stays to be set. */
    static void makeRaw(MemorySegment termios) {
        termios.set(JAVA_INT, INPUT_FLAGS, 0);
        termios.set(JAVA_INT, OUTPUT_FLAGS, 0);
        termios.set(JAVA_INT, CONTROL_FLAGS, CS8 | CREAD | CLOCAL);
        termios.set(JAVA_INT, LOCAL_FLAGS, 0);
        termios.set(JAVA_BYTE, VTIME, (byte) 0);
        termios.set(JAVA_BYTE, VMIN, (byte) 1);
    }

    static boolean same(MemorySegment a, MemorySegment b) {
        return a.mismatch(b) == -1;
    }
}
