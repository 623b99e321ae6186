package dev.softclick.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A mutual TLS server on loopback whose connections are served by a lambda. One thread for each connection, all gone on close. */
final class TestTlsServer implements AutoCloseable {
    /** What is done with a connection after its handshake; it is closed afterwards. */
    interface Serving {
        void serve(SSLSocket socket) throws Exception;
    }

    /** Common names that clients showed, in the order they came. */
    final ConcurrentLinkedQueue<String> clients = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<SSLSocket> sockets = new ConcurrentLinkedQueue<>();
    private final SSLServerSocket server;
    private final Serving serving;

    TestTlsServer(TestAuthority.Issued identity, TestAuthority clientsFrom, String protocol, Serving serving) throws Exception {
        this.serving = serving;
        char[] password = "test".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null);
        keys.setKeyEntry("server", identity.key(), password, new X509Certificate[] {identity.certificate()});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null);
        trusted.setCertificateEntry("authority", clientsFrom.certificate);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {protocol});
        server.setNeedClientAuth(true);
        Thread.ofPlatform().daemon().name("test-tls-accept").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                sockets.add(socket);
                Thread.ofPlatform().daemon().name("test-tls-connection").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            X509Certificate client = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            clients.add(client.getSubjectX500Principal().getName().replace("CN=", ""));
            serving.serve(socket);
        } catch (Exception e) {
            // the client's view of it is what is tested
        }
    }

    /** Reads one MQTT packet: its first byte and what follows the remaining length. */
    static byte[] readPacket(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new IOException("end of stream");
        }
        int remaining = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.read();
            remaining |= (digit & 0x7F) << shift;
            if (digit < 0x80) {
                break;
            }
        }
        byte[] packet = new byte[remaining + 1];
        packet[0] = (byte) first;
        in.readNBytes(packet, 1, remaining);
        return packet;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SSLSocket socket : sockets) {
            socket.close();
        }
    }
}
