package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The kernel's {@code struct termios2} (asm-generic/termbits.h), which takes any rate as a number. */
final class Termios2 {
    private static final int BYTES = 44;
    private static final int INPUT_FLAGS = 0;
    private static final int OUTPUT_FLAGS = 4;
    private static final int CONTROL_FLAGS = 8;
    private static final int LOCAL_FLAGS = 12;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;
    private static final int INPUT_SPEED = 36;
    private static final int OUTPUT_SPEED = 40;

    /** A break is read as FF 00 00, and a byte FF as FF FF. */
    private static final int PARMRK = 0x8;

    private static final int BOTHER = 0x1000;
    /** The rates that have a code of their own: up to 38400 it is the place here, from 57600 on it has {@link #BOTHER}'s bit, too. */
    private static final int[] SLOW_RATES = {0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400};

    private static final int[] FAST_RATES = {
        0, 57_600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 3_500_000, 4_000_000
    };

    private static final int CS7 = 0x20;
    private static final int CS8 = 0x30;
    private static final int CSTOPB = 0x40;
    private static final int CREAD = 0x80;
    private static final int PARENB = 0x100;
    private static final int PARODD = 0x200;
    private static final int HUPCL = 0x400;
    private static final int CLOCAL = 0x800;
    private static final int CRTSCTS = 0x80000000;
    private static final int FRAMING = CS8 | CSTOPB | PARENB | PARODD;

    private Termios2() {}

    static MemorySegment allocate(Arena arena) {
        return arena.allocate(BYTES, 4);
    }

    /** Nothing interpreted but breaks, which are marked; DTR and RTS drop when the line is closed. */
    static void fill(MemorySegment termios, TtySettings settings) {
        termios.set(JAVA_INT, INPUT_FLAGS, PARMRK);
        termios.set(JAVA_INT, OUTPUT_FLAGS, 0);
        termios.set(JAVA_INT, CONTROL_FLAGS, framing(settings) | code(settings.rate()) | CREAD | HUPCL | CLOCAL | (settings.rtsCts() ? CRTSCTS : 0));
        termios.set(JAVA_INT, LOCAL_FLAGS, 0);
        termios.set(JAVA_BYTE, VTIME, (byte) 0);
        termios.set(JAVA_BYTE, VMIN, (byte) 1);
        termios.set(JAVA_INT, INPUT_SPEED, settings.rate());
        termios.set(JAVA_INT, OUTPUT_SPEED, settings.rate());
    }

    /** Programs that know no other rates can read these. */
    private static int code(int rate) {
        int slow = Arrays.binarySearch(SLOW_RATES, rate);
        return slow > 0 ? slow : BOTHER | Math.max(0, Arrays.binarySearch(FAST_RATES, rate));
    }

    private static int framing(TtySettings settings) {
        return (settings.dataBits() == 7 ? CS7 : CS8)
                | (settings.stopBits() == 2 ? CSTOPB : 0)
                | (settings.parity() ? PARENB : 0)
                | (settings.parity() && settings.odd() ? PARODD : 0);
    }

    /** Whether the driver took the framing. */
    static boolean framed(MemorySegment termios, TtySettings settings) {
        return (termios.get(JAVA_INT, CONTROL_FLAGS) & FRAMING) == framing(settings);
    }

    static int rate(MemorySegment termios) {
        return termios.get(JAVA_INT, OUTPUT_SPEED);
    }
}
