package dev.softclick.port;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may be the host of a port that listens, since AT has no password.
 *
 * @param takeover whether a newer host replaces the present one; else it is told {@code BUSY}
 * @param listenAny whether a port may listen where other machines reach it
 * @param allowed where TCP hosts may call from, this machine included; empty for anywhere
 */
public record ListenPolicy(boolean takeover, boolean listenAny, List<CidrBlock> allowed) {
    /** The first host stays, and only this machine's are heard. */
    public static final ListenPolicy CAREFUL = new ListenPolicy(false, false, List.of());

    public ListenPolicy {
        allowed = List.copyOf(allowed);
    }

    /** Whether a host at that address may be heard. */
    boolean admits(InetAddress caller) {
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(caller));
    }
}
