package dev.softclick.faults;

import dev.softclick.sim.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server on loopback that says what a lambda says, byte by byte. One thread for each connection, all gone on close. */
final class ScriptedServer implements AutoCloseable {
    /** What is done with a connection, after its handshake if it has one; it is closed afterwards. */
    interface Serving {
        void serve(Socket socket) throws Exception;
    }

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket server;
    private volatile Serving serving;

    private ScriptedServer(ServerSocket server, Serving serving) {
        this.server = server;
        this.serving = serving;
        Thread.ofPlatform().daemon().name("test-server-accept").start(this::accept);
    }

    /** Without TLS. */
    static ScriptedServer plain(Serving serving) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serving);
    }

    /** Mutual TLS. */
    static ScriptedServer tls(Credentials own, Serving serving) throws IOException {
        SSLServerSocket server =
                (SSLServerSocket) Tls.context(own).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return new ScriptedServer(server, serving);
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /** What is done with connections from now on. */
    void serve(Serving other) {
        serving = other;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                Thread.ofPlatform().daemon().name("test-server-connection").start(() -> serveOne(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serveOne(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake();
            }
            serving.serve(socket);
        } catch (Exception e) {
            // the modem's view of it is what is tested
        } finally {
            sockets.remove(socket);
        }
    }

    /** Reads one MQTT packet: its first byte and what follows the remaining length. */
    static byte[] readPacket(InputStream in) throws IOException {
        int first = in.read();
        int remaining = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.read();
            if (first < 0 || digit < 0 || shift > 21) {
                throw new IOException("end of stream");
            }
            remaining |= (digit & 0x7F) << shift;
            if (digit < 0x80) {
                break;
            }
        }
        byte[] packet = new byte[remaining + 1];
        packet[0] = (byte) first;
        if (in.readNBytes(packet, 1, remaining) < remaining) {
            throw new IOException("end of stream");
        }
        return packet;
    }

    /** Takes what comes and says nothing, until the other side has enough. */
    static void stayDumb(Socket socket) throws IOException {
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
