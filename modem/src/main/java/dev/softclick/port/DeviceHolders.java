package dev.softclick.port;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds out who else has a device open, as far as this process may know: of its own user's processes only, unless it is root (proc(5)). */
final class DeviceHolders {
    /** More are not named. */
    private static final int MAX_NAMED = 3;

    private static final Path PROC = Path.of("/proc");
    private static final Path PSEUDO_TERMINALS = Path.of("/dev/pts");

    private DeviceHolders() {}

    /** Other processes that have {@code device} (a real path) open, as {@code process 4242 (picocom)}. */
    static List<String> of(Path device) {
        List<String> holders = new ArrayList<>();
        String self = Long.toString(ProcessHandle.current().pid());
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                if (!process.endsWith(self) && holds(process, device) && holders.size() < MAX_NAMED) {
                    holders.add("process " + process.getFileName() + name(process));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // No /proc, or it changes under us: what was found is what can be known.
        }
        return holders;
    }

    private static boolean holds(Path process, Path device) {
        boolean found = false;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Path target = target(descriptor);
                if (target.equals(device)) {
                    found = true;
                } else if (target.endsWith("ptmx") && isOtherEnd(process, descriptor, device)) {
                    // It made this pseudo terminal and keeps both of its ends, as socat does: it is the host, or the way to it.
                    return false;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Not ours to see, or it has just ended.
        }
        return found;
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return descriptor;
        }
    }

    private static boolean isOtherEnd(Path process, Path descriptor, Path device) throws IOException {
        if (!PSEUDO_TERMINALS.equals(device.getParent())) {
            return false;
        }
        String index = device.getFileName().toString();
        for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(descriptor.getFileName().toString()))) {
            if (line.startsWith("tty-index:")) {
                return line.substring("tty-index:".length()).strip().equals(index);
            }
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return " (" + Files.readString(process.resolve("comm")).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
