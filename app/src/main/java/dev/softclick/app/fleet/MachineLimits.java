package dev.softclick.app.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.softclick.cloud.CloudRules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What this machine and this process may use.
 *
 * @param openFiles most open files
 * @param heapBytes largest heap
 * @param localPorts TCP ports for outgoing connections to one place
 */
public record MachineLimits(long openFiles, long heapBytes, long localPorts) {
    /** Heap that a modem with its link takes, in bytes: measured, with some room above it (docs/fleet.md). */
    static final long MODEM_BYTES = 64 * 1024;

    /** Heap that its connection takes on the side of a local cloud of this process, in bytes. */
    static final long CLOUD_BYTES = 56 * 1024;

    /** Heap that everything else takes, in bytes. */
    static final long BASE_BYTES = 48L * 1024 * 1024;

    /** Open files of everything else: jars, sockets of the cloud, logs. */
    private static final long BASE_FILES = 200;

    private static final long MEBIBYTE = 1024 * 1024;
    private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Those of this process; what can't be found out counts as unlimited. */
    public static MachineLimits here() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : UNKNOWN;
        return new MachineLimits(files, Runtime.getRuntime().maxMemory(), portsHere());
    }

    private static long portsHere() {
        try {
            String[] range = Files.readString(PORTS).strip().split("\\s+", -1);
            return Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /**
     * What a fleet needs and this machine does not give: a line each, with what to do about it.
     *
     * @param cloudHere whether the local cloud runs in this process, too
     * @param local whether the local cloud is used at all
     */
    public List<String> missing(int modems, boolean cloudHere, boolean local) {
        List<String> missing = new ArrayList<>();
        String who = modems + (cloudHere ? " modems and the local cloud" : " modems");
        long files = BASE_FILES + (cloudHere ? 2L : 1L) * modems;
        if (files > openFiles) {
            missing.add(who + " need " + files + " open files, and this process may have " + openFiles + ": raise it with 'ulimit -n " + files
                    + "' (above the hard limit, as root or in /etc/security/limits.conf), or run fewer modems");
        }
        long heap = BASE_BYTES + modems * (MODEM_BYTES + (cloudHere ? CLOUD_BYTES : 0));
        if (heap > heapBytes) {
            missing.add(who + " need about " + heap / MEBIBYTE + " MiB of heap, and this process may have " + heapBytes / MEBIBYTE
                    + ": set SOFTCLICK_JAVA_OPTS=-Xmx" + (heap / MEBIBYTE + 1) + "m, or run fewer modems");
        }
        if (modems > localPorts) {
            missing.add(who + " need " + modems + " TCP ports, and this machine gives out " + localPorts
                    + ": widen them with 'sysctl net.ipv4.ip_local_port_range=\"1025 65535\"', or run fewer modems");
        }
        if (local && modems > CloudRules.MAX_CONNECTIONS) {
            missing.add("the local cloud takes " + CloudRules.MAX_CONNECTIONS + " connections, and this are " + modems + " modems: run fewer, or name another cloud");
        }
        return missing;
    }
}
