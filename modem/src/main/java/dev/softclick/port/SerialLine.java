package dev.softclick.port;

import dev.softclick.port.posix.NameClaim;
import dev.softclick.port.posix.Tty;
import dev.softclick.port.posix.TtySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A serial device that is there and ours.
 *
 * @param tty the open device
 * @param claim to its name among the Softclicks of this machine, one of which may be root and so above exclusive opening
 */
record SerialLine(Tty tty, NameClaim claim) implements AutoCloseable {
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int FILE_TYPE = 0xF000;

    /** @throws IOException with a line for a person: missing (and what there is), busy (and by whom), no serial line, not permitted */
    static SerialLine open(Path device, LineSetup setup) throws IOException {
        if (!Files.exists(device)) {
            throw failed(device, "there is no such device; " + new SerialDevices(Path.of("/")).inWords());
        }
        // Opening something else could already do something: nothing but what may be a line is touched.
        if (!(Files.getAttribute(device, "unix:mode") instanceof Integer mode) || (mode & FILE_TYPE) != CHARACTER_DEVICE) {
            throw failed(device, "this is " + (Files.isDirectory(device) ? "a folder" : "a file") + ", not a serial line");
        }
        Path real = device.toRealPath();
        NameClaim claim = NameClaim.claim("serial:" + real)
                .orElseThrow(() -> failed(device, "another softclick has it"));
        boolean done = false;
        try {
            SerialLine line = new SerialLine(take(device, real, setup), claim);
            done = true;
            return line;
        } finally {
            if (!done) {
                claim.close();
            }
        }
    }

    private static Tty take(Path device, Path real, LineSetup setup) throws IOException {
        Tty tty;
        try {
            tty = Tty.open(real.toString());
        } catch (Tty.BusyException e) {
            List<String> holders = DeviceHolders.of(real);
            throw failed(device, holders.isEmpty() ? "it is in use by a process of another user ('fuser " + real + "' as root tells which)" : inUse(holders));
        } catch (IOException e) {
            throw failed(device, String.valueOf(e.getMessage()));
        }
        boolean done = false;
        try {
            // Most programs neither ask for a line of their own nor look whether it is another's: each would take some of the bytes.
            List<String> holders = DeviceHolders.of(real);
            if (!holders.isEmpty()) {
                throw failed(device, inUse(holders));
            }
            set(device, tty, setup);
            done = true;
            return tty;
        } finally {
            if (!done) {
                tty.close();
            }
        }
    }

    private static void set(Path device, Tty tty, LineSetup setup) throws IOException {
        try {
            tty.set(settings(setup));
        } catch (IOException e) {
            throw failed(device, String.valueOf(e.getMessage()));
        }
    }

    private static String inUse(List<String> holders) {
        return "it is in use by " + String.join(", ", holders);
    }

    static IOException failed(Path device, String why) {
        return new IOException("serial:" + device + ": " + why);
    }

    static TtySettings settings(LineSetup setup) {
        Framing framing = setup.framing();
        return new TtySettings(
                setup.rate(),
                framing.dataBits(),
                framing.parity() != Framing.Parity.NONE,
                framing.parity() == Framing.Parity.ODD,
                framing.stopBits(),
                setup.flow() == FlowControl.RTSCTS);
    }

    @Override
    public void close() {
        tty.close();
        claim.close();
    }
}
