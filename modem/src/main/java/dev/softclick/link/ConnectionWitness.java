package dev.softclick.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;

/**
 * Sees what a connection of a {@link NettyTransport} is made of, for those who explain why one does not come to stand. Told before the
 * {@link TransportEvent} that follows from it, on the transport's event loop: to be quick, and not to throw.
 */
public interface ConnectionWitness {
    /** Sees nothing. */
    ConnectionWitness NONE = new ConnectionWitness() {};

    /** The lookup gave these addresses; with a proxy they are the proxy's. An address that was named itself comes so, too. */
    default void resolved(List<InetAddress> addresses) {}

    /** TCP stands; with a proxy, {@code remote} is the proxy. */
    default void connected(InetSocketAddress local, InetSocketAddress remote) {}

    /** The cloud showed this chain, its own certificate first; whether it is found good comes after that. Not told when TLS resumes a session. */
    default void shown(List<X509Certificate> chain) {}

    /** TLS stands. */
    default void agreed(SSLSession session) {}
}
