package dev.softclick.app;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A broker of a few lines that speaks MQTT 5 over mutual TLS, and refuses what it is told to. What is published comes back to who published it. */
public final class StrictBroker implements AutoCloseable {
    /** What it does not do. */
    public enum Refusing {
        NOTHING,
        /** CONNACK 0x87. */
        CONNECT,
        /** Closes instead of a CONNACK. */
        CONNECT_SILENTLY,
        /** SUBACK 0x87. */
        SUBSCRIBE,
        /** Closes instead of a PUBACK, as AWS IoT does. */
        PUBLISH,
        /** Acknowledges, and forgets. */
        ECHO
    }

    private final ConcurrentLinkedQueue<SSLSocket> sockets = new ConcurrentLinkedQueue<>();
    private final SSLServerSocket server;
    private final Refusing refusing;

    public StrictBroker(SSLContext tls, Refusing refusing) throws IOException {
        this.refusing = refusing;
        server = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        Thread.ofPlatform().daemon().name("test-broker-accept").start(this::accept);
    }

    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                sockets.add(socket);
                Thread.ofPlatform().daemon().name("test-broker").start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (answered(in.readUnsignedByte(), body(in), socket.getOutputStream())) {}
        } catch (IOException e) {
            // The client's view of it is what is tested.
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = 0;
        int digit;
        int shift = 0;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit >= 0x80);
        return in.readNBytes(length);
    }

    private boolean answered(int first, byte[] body, OutputStream out) throws IOException {
        switch (first >> 4) {
            case 1 -> {
                if (refusing == Refusing.CONNECT_SILENTLY) {
                    return false;
                }
                // With a Maximum Packet Size of 8192 and a Server Keep Alive of 120.
                write(out, refusing == Refusing.CONNECT ? "2003008700" : "200b000008270000200013 0078".replace(" ", ""));
                return refusing != Refusing.CONNECT;
            }
            case 3 -> {
                if (refusing == Refusing.PUBLISH) {
                    return false;
                }
                int topic = 2 + (body[0] << 8 | body[1] & 0xFF);
                write(out, "4002", Arrays.copyOfRange(body, topic, topic + 2));
                if (refusing != Refusing.ECHO) {
                    ByteArrayOutputStream echo = new ByteArrayOutputStream();
                    echo.write(body, 0, topic);
                    echo.write(body, topic + 2, body.length - topic - 2);
                    write(out, String.format("30%02x", echo.size()), echo.toByteArray());
                }
            }
            case 8 -> write(out, "9004", Arrays.copyOf(body, 2), new byte[] {0, (byte) (refusing == Refusing.SUBSCRIBE ? 0x87 : 1)});
            case 10 -> write(out, "b004", Arrays.copyOf(body, 2), new byte[] {0, 0});
            case 14 -> {
                return false;
            }
            default -> {
                // nothing to say
            }
        }
        return true;
    }

    private static void write(OutputStream out, String hex, byte[]... parts) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(java.util.HexFormat.of().parseHex(hex));
        for (byte[] part : parts) {
            packet.writeBytes(part);
        }
        out.write(packet.toByteArray());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SSLSocket socket : sockets) {
            socket.close();
        }
    }
}
