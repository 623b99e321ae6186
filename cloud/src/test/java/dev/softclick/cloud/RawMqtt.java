package dev.softclick.cloud;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** MQTT by hand: says what no client library would, and shows what comes back, packet by packet. */
final class RawMqtt implements AutoCloseable {
    /** A packet that came: its type and flags (first byte), and what follows the length. */
    record Packet(int first, byte[] body) {
        int type() {
            return first >> 4;
        }

        /** The byte at {@code index} of the body, unsigned. */
        int at(int index) {
            return body[index] & 0xFF;
        }

        int last() {
            return at(body.length - 1);
        }
    }

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;

    private static final int PATIENCE_MILLIS = 60_000;

    final int version;
    final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawMqtt(int port, SSLContext tls, int version) throws IOException {
        this(port, tls, version, "TLSv1.3");
    }

    RawMqtt(int port, SSLContext tls, int version, String protocol) throws IOException {
        this.version = version;
        socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connects as {@code clientId}, and sees to it that the cloud agrees. */
    static RawMqtt connected(int port, ClientCredentials credentials, String clientId, int version) throws Exception {
        RawMqtt client = new RawMqtt(port, TestTls.of(credentials), version);
        client.connect(clientId, true, 0);
        Packet answer = client.read();
        if (answer.type() != CONNACK || answer.at(1) != 0) {
            throw new AssertionError("CONNACK " + answer.at(1));
        }
        return client;
    }

    void connect(String clientId, boolean clean, int expirySeconds) throws IOException {
        connect(clientId, clean, expirySeconds, null, 0);
    }

    /** With a will on {@code willTopic} if there is one; {@code willBits} are QoS and retain as they stand in the connect flags. */
    void connect(String clientId, boolean clean, int expirySeconds, String willTopic, int willBits) throws IOException {
        Body body = new Body().text(version == 3 ? "MQIsdp" : "MQTT").u8(version);
        body.u8((clean ? 2 : 0) | (willTopic != null ? 4 | willBits : 0)).u16(30);
        if (version == 5) {
            body.u8(5).u8(17).u16(expirySeconds >>> 16).u16(expirySeconds);
        }
        body.text(clientId);
        if (willTopic != null) {
            if (version == 5) {
                body.u8(0);
            }
            body.text(willTopic).text("gone");
        }
        send(0x10, body);
    }

    void publish(String topic, byte[] payload, int qos, boolean retain) throws IOException {
        Body body = new Body().text(topic);
        if (qos > 0) {
            body.u16(7);
        }
        send(0x30 | qos << 1 | (retain ? 1 : 0), properties(body).bytes(payload));
    }

    void subscribe(int qos, String... filters) throws IOException {
        Body body = properties(new Body().u16(9));
        for (String filter : filters) {
            body.text(filter).u8(qos);
        }
        send(0x82, body);
    }

    void unsubscribe(String filter) throws IOException {
        send(0xA2, properties(new Body().u16(10)).text(filter));
    }

    void puback(int id) throws IOException {
        send(0x40, new Body().u16(id));
    }

    void ping() throws IOException {
        send(0xC0, new Body());
    }

    private Body properties(Body body) {
        return version == 5 ? body.u8(0) : body;
    }

    void send(int first, Body body) throws IOException {
        byte[] bytes = body.out.toByteArray();
        header(first, bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** A fixed header alone, whatever follows it. */
    void header(int first, int length) throws IOException {
        out.write(first);
        int rest = length;
        do {
            out.write(rest & 0x7F | (rest > 0x7F ? 0x80 : 0));
            rest >>>= 7;
        } while (rest > 0);
        out.flush();
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Packet read() throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit > 0x7F);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(first, body);
    }

    /** The next packet is a PUBLISH: its payload. Acknowledged if its QoS is 1. */
    byte[] message() throws IOException {
        Packet packet = read();
        if (packet.type() != PUBLISH) {
            throw new AssertionError("not a PUBLISH but " + packet.type());
        }
        int at = 2 + (packet.at(0) << 8 | packet.at(1));
        int qos = packet.first() >> 1 & 3;
        if (qos > 0) {
            puback(packet.at(at) << 8 | packet.at(at + 1));
            at += 2;
        }
        at += version == 5 ? 1 + packet.at(at) : 0;
        return java.util.Arrays.copyOfRange(packet.body(), at, packet.body().length);
    }

    /** Whether the cloud ends the connection, by TLS, by TCP or by a reset. */
    boolean ended() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (EOFException | SSLException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Bytes of a packet. */
    static final class Body {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Body u8(int value) {
            out.write(value);
            return this;
        }

        Body u16(int value) {
            return u8(value >> 8).u8(value);
        }

        Body text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return u16(utf8.length).bytes(utf8);
        }

        Body bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }
    }
}
