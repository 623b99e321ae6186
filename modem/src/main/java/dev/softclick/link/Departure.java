package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where connections leave from ({@link dev.softclick.sim.NetworkRoute#from}), looked up anew for each: a USB stick comes and goes.
 *
 * <p>The socket is bound to a local address, as the JDK can; it has no {@code SO_BINDTODEVICE} (which would also want {@code CAP_NET_RAW} on kernels
 * before 5.7). So which way packets take stays with the routing table: with two ways out, Linux needs a rule that routes by source address.
 */
sealed interface Departure {
    /** They leave from here. */
    record From(Place place) implements Departure {}

    /** They can't leave. */
    record Nowhere(LinkFault fault) implements Departure {}

    /**
     * What the socket is bound to.
     *
     * @param name in words; empty: nothing, the machine chooses
     * @param addresses one of these, the first that fits
     * @param named whether the one address was named itself, and is taken at its word
     */
    record Place(String name, List<InetAddress> addresses, boolean named) {
        /** The ways to the first of these addresses and to those after it; none when they are all of another family. */
        List<Hop> to(InetAddress[] remotes, int port) {
            List<Hop> hops = new ArrayList<>();
            for (InetAddress remote : remotes) {
                InetAddress local = name.isEmpty() ? null : local(remote);
                if (name.isEmpty() || local != null) {
                    hops.add(new Hop(new InetSocketAddress(remote, port), local == null ? null : new InetSocketAddress(local, 0)));
                }
            }
            return hops;
        }

        private @Nullable InetAddress local(InetAddress remote) {
            boolean four = remote instanceof Inet4Address;
            for (InetAddress address : addresses) {
                // Link-local is for neighbours only.
                boolean fits = named || address.isLinkLocalAddress() == remote.isLinkLocalAddress();
                if (fits && address instanceof Inet4Address == four) {
                    return address;
                }
            }
            return null;
        }

        /** None of the host's addresses can be reached from here. */
        LinkFault wrongFamily(Endpoint target) {
            return unreachable(name + " does not lead to " + target.host() + ": the two have no kind of address (IPv4, IPv6) in common");
        }
    }

    /** One address of the host, and the local one to bind; null: any. */
    record Hop(InetSocketAddress remote, @Nullable InetSocketAddress local) {}

    /** Looks. */
    static Departure of(Optional<String> from) {
        if (from.isEmpty()) {
            return new From(new Place("", List.of(), false));
        }
        String name = from.get();
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            try {
                return new From(new Place("the local address " + name, List.of(InetAddress.ofLiteral(name)), true));
            } catch (IllegalArgumentException e) {
                return new Nowhere(unreachable("the local address " + name + " is not there")); // its scope is not
            }
        }
        try {
            return ofInterface(name, NetworkInterface.getByName(name));
        } catch (SocketException e) {
            return new Nowhere(unreachable("the interface " + name + " can't be looked at"));
        }
    }

    private static Departure ofInterface(String name, @Nullable NetworkInterface found) throws SocketException {
        if (found == null) {
            return new Nowhere(unreachable("the interface " + name + " is not there"));
        }
        List<InetAddress> addresses = found.inetAddresses().toList();
        if (!found.isUp()) {
            return new Nowhere(unreachable("the interface " + name + " is down"));
        }
        return addresses.isEmpty()
                ? new Nowhere(unreachable("the interface " + name + " has no address"))
                : new From(new Place("the interface " + name, addresses, false));
    }

    private static LinkFault unreachable(String text) {
        return new LinkFault(Cause.NETWORK_UNREACHABLE, text);
    }
}
