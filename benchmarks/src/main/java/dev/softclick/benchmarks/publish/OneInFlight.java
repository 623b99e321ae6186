package dev.softclick.benchmarks.publish;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import dev.softclick.benchmarks.broker.KeyRing;
import dev.softclick.sim.SecurityMaterial;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** An MQTT client as one would use it who needs no modem: publishes at QoS 1 and waits for the acknowledgement. */
interface OneInFlight extends AutoCloseable {
    void publish(String topic, byte[] payload) throws IOException;

    @Override
    void close() throws IOException;

    static OneInFlight hiveMq(SecurityMaterial keys, String clientId) throws GeneralSecurityException, IOException {
        KeyRing ring = KeyRing.of(keys);
        Mqtt5BlockingClient client = MqttClient.builder().useMqttVersion5().identifier(clientId)
                .serverHost(keys.endpoint().host()).serverPort(keys.endpoint().port())
                .sslConfig().keyManagerFactory(ring.keyManagers()).trustManagerFactory(ring.trustManagers()).applySslConfig().buildBlocking();
        client.connect();
        return new OneInFlight() {
            @Override
            public void publish(String topic, byte[] payload) {
                client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
            }

            @Override
            public void close() {
                client.disconnect();
            }
        };
    }

    static OneInFlight paho(SecurityMaterial keys, String clientId) throws GeneralSecurityException, IOException {
        try {
            org.eclipse.paho.mqttv5.client.MqttClient client = new org.eclipse.paho.mqttv5.client.MqttClient(
                    "ssl://" + keys.endpoint().host() + ":" + keys.endpoint().port(), clientId, new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setSocketFactory(KeyRing.of(keys).context().getSocketFactory());
            client.connect(options);
            return new OneInFlight() {
                @Override
                public void publish(String topic, byte[] payload) throws IOException {
                    try {
                        client.publish(topic, payload, 1, false);
                    } catch (MqttException e) {
                        throw new IOException(e);
                    }
                }

                @Override
                public void close() throws IOException {
                    try {
                        client.disconnect();
                        client.close();
                    } catch (MqttException e) {
                        throw new IOException(e);
                    }
                }
            };
        } catch (MqttException e) {
            throw new IOException(e);
        }
    }
}
