package dev.softclick.faults;

import dev.softclick.sim.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The other side of a modem at a broker: publishes and receives at QoS 1 and keeps its session, whatever becomes of the connection. MQTT 5 written
 * down byte by byte: what measures the product should not be the product.
 */
final class BackEnd implements AutoCloseable {
    private static final long ANSWER_NANOS = 5_000_000_000L;
    private static final long BETWEEN_ATTEMPTS_NANOS = 50_000_000L;
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;

    /** Sessions that the broker did not know any more. */
    final AtomicInteger sessionsLost = new AtomicInteger();

    private final SSLContext tls;
    private final int port;
    private final String clientId;
    private final String filter;
    private final Consumer<byte[]> messages;

    /** Guards all below. */
    private final Object lock = new Object();

    private SSLSocket socket;
    private boolean subscribed;
    private boolean everSubscribed;
    private int lastPacketId;
    private int awaitedPacketId;
    private int answer = -1;
    private boolean closed;

    BackEnd(Credentials keys, int port, String clientId, String filter, Consumer<byte[]> messages) {
        this.tls = Tls.context(keys);
        this.port = port;
        this.clientId = clientId;
        this.filter = filter;
        this.messages = messages;
        Thread.ofPlatform().daemon().name("test-back-end").start(this::run);
    }

    /** Whether its connection stands and its subscription too. */
    boolean connected() {
        synchronized (lock) {
            return subscribed;
        }
    }

    /** Publishes at QoS 1, once. Whether the broker has acknowledged it, to somebody who is subscribed. */
    boolean publish(String topic, byte[] payload) {
        synchronized (lock) {
            if (!subscribed) {
                return false;
            }
            lastPacketId = lastPacketId % 65_535 + 1;
            awaitedPacketId = lastPacketId;
            answer = -1;
            SSLSocket used = socket;
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            text(packet, topic);
            packet.write(lastPacketId >> 8);
            packet.write(lastPacketId);
            packet.write(0);
            packet.writeBytes(payload);
            try {
                send(used, 0x32, packet.toByteArray());
                long until = System.nanoTime() + ANSWER_NANOS;
                while (answer < 0 && socket == used) {
                    long left = (until - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        used.close();
                        return false;
                    }
                    lock.wait(left);
                }
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return answer == 0;
        }
    }

    private void run() {
        while (true) {
            try (SSLSocket connecting = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                connecting.setTcpNoDelay(true);
                synchronized (lock) {
                    if (closed) {
                        return;
                    }
                    socket = connecting;
                }
                connecting.startHandshake();
                connect(connecting);
                while (true) {
                    handle(connecting, ScriptedServer.readPacket(connecting.getInputStream()));
                }
            } catch (IOException e) {
                // again
            } finally {
                synchronized (lock) {
                    subscribed = false;
                    socket = null;
                    lock.notifyAll();
                }
            }
            synchronized (lock) {
                if (closed) {
                    return;
                }
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
        }
    }

    private void connect(SSLSocket to) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        text(packet, "MQTT");
        packet.writeBytes(new byte[] {5, 0, 0, 0}); // no keep-alive: it is never silent for long
        packet.writeBytes(new byte[] {5, 0x11, 0, 0, 0x0E, 0x10}); // session expiry: an hour
        text(packet, clientId);
        synchronized (lock) {
            send(to, 0x10, packet.toByteArray());
        }
    }

    private void handle(SSLSocket from, byte[] packet) throws IOException {
        switch ((packet[0] & 0xF0) >> 4) {
            case CONNACK -> {
                if (packet[2] != 0) {
                    throw new IOException("CONNACK " + packet[2]);
                }
                synchronized (lock) {
                    if (packet[1] == 0) {
                        if (everSubscribed) {
                            sessionsLost.incrementAndGet();
                        }
                        ByteArrayOutputStream subscribe = new ByteArrayOutputStream();
                        subscribe.writeBytes(new byte[] {0, 1, 0});
                        text(subscribe, filter);
                        subscribe.write(1);
                        send(from, 0x82, subscribe.toByteArray());
                    } else {
                        subscribed = true;
                    }
                }
            }
            case SUBACK -> {
                synchronized (lock) {
                    subscribed = true;
                    everSubscribed = true;
                }
            }
            case PUBLISH -> {
                int topic = (packet[1] & 0xFF) << 8 | packet[2] & 0xFF;
                int at = 3 + topic;
                boolean acknowledged = (packet[0] & 0x06) != 0;
                int packetIdAt = at;
                at += acknowledged ? 2 : 0;
                at += 1 + packet[at]; // properties; short ones only
                messages.accept(java.util.Arrays.copyOfRange(packet, at, packet.length));
                if (acknowledged) {
                    synchronized (lock) {
                        send(from, 0x40, new byte[] {packet[packetIdAt], packet[packetIdAt + 1]});
                    }
                }
            }
            case PUBACK -> {
                synchronized (lock) {
                    if (((packet[1] & 0xFF) << 8 | packet[2] & 0xFF) == awaitedPacketId) {
                        answer = packet.length > 3 ? packet[3] & 0xFF : 0;
                        lock.notifyAll();
                    }
                }
            }
            default -> {
                // Nothing else is asked for; after DISCONNECT comes the end.
            }
        }
    }

    private static void send(OutputStream out, int first, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int rest = body.length;
        do {
            packet.write(rest % 128 | (rest >= 128 ? 0x80 : 0));
            rest /= 128;
        } while (rest > 0);
        packet.writeBytes(body);
        out.write(packet.toByteArray());
        out.flush();
    }

    private static void send(SSLSocket to, int first, byte[] body) throws IOException {
        send(to.getOutputStream(), first, body);
    }

    private static void text(ByteArrayOutputStream packet, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        packet.write(bytes.length >> 8);
        packet.write(bytes.length);
        packet.writeBytes(bytes);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is gone either way.
                }
            }
        }
    }
}
