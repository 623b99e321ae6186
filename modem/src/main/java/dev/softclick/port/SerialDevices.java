package dev.softclick.port;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The serial lines that this machine has, by the name that lasts where there is one. */
final class SerialDevices {
    /** More are not listed. */
    private static final int MAX_LISTED = 12;

    private final Path sys;
    private final Path dev;

    /** @param root {@code /} but for tests */
    SerialDevices(Path root) {
        sys = root.resolve("sys/class/tty");
        dev = root.resolve("dev");
    }

    /** Paths to open, lasting names first in each line. */
    List<Path> list() {
        Map<Path, Path> lasting = new TreeMap<>();
        for (Path link : entries(dev.resolve("serial/by-id"))) {
            try {
                lasting.putIfAbsent(link.toRealPath(), link);
            } catch (IOException e) {
                // It leads nowhere.
            }
        }
        List<Path> found = new ArrayList<>(lasting.values());
        for (Path terminal : entries(sys)) {
            Path device = dev.resolve(terminal.getFileName().toString());
            if (found.size() < MAX_LISTED && isHardware(terminal) && Files.exists(device) && !lasting.containsKey(device)) {
                found.add(device);
            }
        }
        return found.stream().limit(MAX_LISTED).toList();
    }

    /** Has a device behind it; and where a driver tells what UART it found, it is not "none" (0). */
    private static boolean isHardware(Path terminal) {
        try {
            Path type = terminal.resolve("type");
            return Files.exists(terminal.resolve("device")) && !(Files.exists(type) && Files.readString(type).strip().equals("0"));
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            // There is none, so nothing is in it.
        }
        entries.sort(null);
        return entries;
    }

    /** For a message: what is there. */
    String inWords() {
        List<Path> found = list();
        return found.isEmpty()
                ? "this machine has no serial line"
                : "there " + (found.size() == 1 ? "is " : "are ") + String.join(", ", found.stream().map(Path::toString).toList());
    }
}
