package dev.softclick.app.doctor;

import dev.softclick.link.ConnectionWitness;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What was seen of a connection. Written on the event loop, read by the checkup. */
final class Evidence implements ConnectionWitness {
    private static final long NO_LIMIT = -1;

    private List<InetAddress> addresses = List.of();
    private @Nullable InetSocketAddress local;
    private @Nullable InetSocketAddress remote;
    private List<X509Certificate> chain = List.of();
    private String tls = "";
    private int mqtt;
    private List<String> limits = List.of();

    @Override
    public synchronized void resolved(List<InetAddress> found) {
        addresses = found;
    }

    @Override
    public synchronized void connected(InetSocketAddress here, InetSocketAddress there) {
        local = here;
        remote = there;
    }

    @Override
    public synchronized void shown(List<X509Certificate> certificates) {
        chain = certificates;
    }

    @Override
    public synchronized void agreed(SSLSession session) {
        tls = session.getProtocol() + ", " + session.getCipherSuite();
    }

    /** A packet leaves. */
    synchronized void sent(MqttMessage message) {
        if (message instanceof MqttConnectMessage connect) {
            mqtt = connect.variableHeader().version();
        }
    }

    /** A packet came. */
    synchronized void received(MqttMessage message) {
        if (message instanceof MqttConnAckMessage connack && connack.decoderResult().isSuccess()) {
            limits = limits(connack.variableHeader().properties());
        }
    }

    /** MQTT 5 clause 3.2.2.3: what is not said is not limited. */
    private static List<String> limits(MqttProperties properties) {
        List<String> said = new ArrayList<>();
        add(said, "QoS to ", number(properties, MqttProperties.MAXIMUM_QOS), "");
        add(said, "packets to ", number(properties, MqttProperties.MAXIMUM_PACKET_SIZE), " bytes");
        add(said, "", number(properties, MqttProperties.RECEIVE_MAXIMUM), " unacknowledged publishes");
        add(said, "keep-alive ", number(properties, MqttProperties.SERVER_KEEP_ALIVE), " s");
        add(said, "sessions kept for ", number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL), " s");
        if (number(properties, MqttProperties.RETAIN_AVAILABLE) == 0) {
            said.add("no retained messages");
        }
        return List.copyOf(said);
    }

    private static void add(List<String> said, String before, long value, String after) {
        if (value != NO_LIMIT) {
            said.add(before + value + after);
        }
    }


    private static long number(MqttProperties properties, int property) {
        return properties.getProperty(property) instanceof MqttProperties.IntegerProperty found ? Integer.toUnsignedLong(found.value()) : NO_LIMIT;
    }

    synchronized List<InetAddress> addresses() {
        return addresses;
    }

    synchronized @Nullable InetSocketAddress local() {
        return local;
    }

    synchronized @Nullable InetSocketAddress remote() {
        return remote;
    }

    /** What the cloud showed, its own certificate first; empty when it showed nothing. */
    synchronized List<X509Certificate> chain() {
        return chain;
    }

    /** Protocol and cipher; empty until they are agreed. */
    synchronized String tls() {
        return tls;
    }

    /** The version that CONNECT spoke: 5 or 4 (which is 3.1.1), 0 before it. */
    synchronized int mqtt() {
        return mqtt;
    }

    /** What CONNACK said about limits, in words. */
    synchronized List<String> limits() {
        return limits;
    }
}
