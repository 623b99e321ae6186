package dev.softclick.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on loopback that breaks when it is told to: it refuses, swallows, forgets, resets, slows down and adds bytes of its own. Any thread may
 * call it; its own end with it.
 */
final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int CONNECT_MILLIS = 5_000;

    private volatile int target;
    private final int port;
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Weather weather = Weather.FAIR;
    private ServerSocket server;
    private Thread acceptor;
    private boolean closed;

    /** Forwards to that port of this machine. */
    FaultProxy(int target) throws IOException {
        this.target = target;
        server = listen(0);
        port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Connections that were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /** Connections that stand now. */
    int standing() {
        return tunnels.size();
    }

    /** From now on. Delay and throttle hold for connections that stand, the rest for new ones. */
    void weather(Weather now) {
        weather = now;
    }

    /** Fair weather, and connections are accepted. Those that are half open stay so. */
    void heal() throws IOException {
        weather = Weather.FAIR;
        accept();
    }

    /** New connections go to another port of this machine. */
    void forwardTo(int other) {
        target = other;
    }

    /** New connections are refused; those that stand go on. */
    synchronized void refuse() throws IOException, InterruptedException {
        server.close();
        // As long as somebody is in accept, the kernel goes on listening.
        acceptor.join();
    }

    /** New connections are accepted again. */
    synchronized void accept() throws IOException {
        if (server.isClosed() && !closed) {
            server = listen(port);
        }
    }

    /** Resets all that stand (RST). */
    void reset() {
        tunnels.forEach(Tunnel::reset);
    }

    /** Closes all that stand (FIN), in the middle of whatever they carry. */
    void hangUp() {
        tunnels.forEach(Tunnel::hangUp);
    }

    /**
     * Nothing more is forwarded that way of those that stand, neither bytes nor their end, as when a NAT has forgotten them; new connections are not
     * touched. They are reset after {@code life}, so that they don't pile up.
     */
    void halfOpen(Set<Way> ways, Duration life) {
        tunnels.forEach(tunnel -> tunnel.freeze(ways, life));
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        boolean done = false;
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
            acceptor = Thread.ofPlatform().daemon().name("test-proxy-accept").start(() -> accept(listening));
            done = true;
            return listening;
        } finally {
            if (!done) {
                listening.close();
            }
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket modem = listening.accept();
                accepted.incrementAndGet();
                Thread.ofPlatform().daemon().name("test-proxy-connect").start(() -> forward(modem));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void forward(Socket modem) {
        Weather now = weather;
        try {
            modem.setTcpNoDelay(true);
            Optional<Socket> broker = now.blackHole() ? Optional.empty() : Optional.of(connect());
            Tunnel tunnel = new Tunnel(modem, broker, now, () -> weather, tunnels::remove);
            tunnels.add(tunnel);
            tunnel.start();
            if (closedNow()) {
                tunnel.reset();
            }
        } catch (IOException e) {
            Tunnel.reset(modem); // the broker is not there
        }
    }

    private Socket connect() throws IOException {
        Socket broker = new Socket();
        try {
            broker.setTcpNoDelay(true);
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            return broker;
        } catch (IOException e) {
            broker.close();
            throw e;
        }
    }

    private synchronized boolean closedNow() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            server.close();
        }
        reset();
    }
}
