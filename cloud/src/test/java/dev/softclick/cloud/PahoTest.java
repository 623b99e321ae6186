package dev.softclick.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client library that is not ours, in both versions of MQTT. */
class PahoTest {
    private static final int PATIENCE_SECONDS = 90;

    @Test
    void paho_5_and_paho_311_talk_to_each_other(@TempDir Path home) throws Exception {
        byte[] payload = new byte[100_000];
        new Random(1).nextBytes(payload);
        BlockingQueue<byte[]> atDevice = new LinkedBlockingQueue<>();
        BlockingQueue<byte[]> atOperator = new LinkedBlockingQueue<>();
        try (LocalCloud cloud = LocalCloud.in(home).port(0).start()) {
            var operator = new org.eclipse.paho.mqttv5.client.MqttClient("ssl://127.0.0.1:" + cloud.port(), "softclick-operator-paho", null);
            MqttClient device = new MqttClient("ssl://127.0.0.1:" + cloud.port(), "paho", null);
            MqttConnectOptions three = new MqttConnectOptions();
            three.setSocketFactory(TestTls.of(cloud.authority().issueDevice("paho")).getSocketFactory());
            device.connect(three);
            device.subscribe("orders/paho", 1, (topic, message) -> atDevice.add(message.getPayload()));

            MqttConnectionOptions five = new MqttConnectionOptions();
            five.setSocketFactory(TestTls.of(cloud.authority().operator()).getSocketFactory());
            operator.connect(five);
            IMqttMessageListener listener = (topic, message) -> atOperator.add(message.getPayload());
            operator.subscribe(new MqttSubscription[] {new MqttSubscription("data/#", 1)}, new IMqttMessageListener[] {listener});

            operator.publish("orders/paho", payload, 1, false);
            assertThat(atDevice.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(payload);
            device.publish("data/paho", payload, 1, false);
            assertThat(atOperator.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(payload);
            assertThatThrownBy(() -> device.subscribe("data/other", 1)).isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
            device.disconnect();
            device.close();
            operator.disconnect();
            operator.close();
        }
    }
}
