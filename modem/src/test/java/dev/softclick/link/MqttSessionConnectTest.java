package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From DNS to CONNACK, packet by packet. */
class MqttSessionConnectTest {
    private ScriptedBroker broker = new ScriptedBroker();

    private ScriptedBroker with(MqttPolicy policy) {
        broker = new ScriptedBroker(LinkSettings.defaults().withMqtt(policy));
        return broker;
    }

    private LinkFault fault() {
        for (LinkEvent event = broker.event(); event != null; event = broker.event()) {
            if (event instanceof LinkEvent.Down down) {
                return down.fault();
            }
        }
        throw new AssertionError("still up");
    }

    @Test
    void everyStepIsToldAsItHappens() {
        broker.connect(false);
        assertThat(broker.log()).containsExactly("! open", "< Connecting");
        broker.happens(new TransportEvent.NetworkConnected());
        assertThat(broker.log()).containsExactly("< NetworkConnected");
        broker.happens(new TransportEvent.Secured());
        assertThat(broker.log()).containsExactly("> CONNECT 5 thing", "< Secured", "< ConnectSent");
        broker.connack(0, true);
        assertThat(broker.log()).containsExactly("< Connected session");
    }

    @Test
    void connectCarriesSessionExpiryAndReceiveMaximum() {
        broker.connect(true).network();
        MqttConnectMessage connect = (MqttConnectMessage) broker.sent.getFirst();
        MqttProperties properties = connect.variableHeader().properties();
        assertThat(connect.variableHeader().isCleanSession()).isTrue();
        assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(60);
        assertThat(properties.getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL).value()).isEqualTo(3600);
        assertThat(properties.getProperty(MqttProperties.RECEIVE_MAXIMUM).value()).isEqualTo(64);
        assertThat(properties.getProperty(MqttProperties.TOPIC_ALIAS_MAXIMUM).value()).isEqualTo(0);
        assertThat(properties.getProperty(MqttProperties.MAXIMUM_PACKET_SIZE)).isNull();
    }

    @Test
    void aCleanStartBelievesInNoSession() {
        broker.connect(true).network().connack(0, true);
        assertThat(broker.log()).endsWith("< Connected");
    }

    @ParameterizedTest
    @CsvSource({"1", "132"})
    void refusedVersionFallsBackAtOnce(int code) {
        broker.connect(true).network();
        broker.log();
        broker.connack(code, false);
        assertThat(broker.log()).containsExactly("! close", "! open", "< Connecting");
        broker.network();
        assertThat(broker.log()).contains("> CONNECT 4 thing clean");
        broker.connack(0, false);
        assertThat(broker.log()).containsExactly("< Connected");
    }

    @Test
    void whatWorkedIsRemembered() {
        broker.connect(true).network().connack(0x84, false).network().connack(0, false).closed(Cause.CONNECTION_CLOSED);
        broker.log();
        broker.connect(true).network();
        assertThat(broker.log()).contains("> CONNECT 4 thing clean");
    }

    @Test
    void aCloseRightAfterConnectCountsAsRefusalOnce() {
        broker.connect(true).network();
        broker.log();
        broker.closed(Cause.CONNECTION_CLOSED);
        assertThat(broker.log()).containsExactly("! close", "! open", "< Connecting");
        broker.network().closed(Cause.CONNECTION_CLOSED);
        assertThat(broker.log()).contains("> CONNECT 4 thing clean").endsWith("! close", "< NetworkConnected", "< Secured", "< ConnectSent",
                "< Down CONNECTION_CLOSED");
        broker.connect(true).network();
        assertThat(broker.log()).contains("> CONNECT 5 thing clean");
    }

    @Test
    void aCloseWhereMqtt5HasWorkedIsJustAClose() {
        broker.connected().closed(Cause.CONNECTION_CLOSED).connect(true).network().closed(Cause.CONNECTION_CLOSED);
        assertThat(broker.log()).endsWith("< Down CONNECTION_CLOSED");
    }

    @Test
    void aTlsAlertAfterConnectIsNoRefusalOfTheVersion() {
        broker.connect(true).network().closed(Cause.TLS_ALERT_CERTIFICATE);
        assertThat(broker.log()).endsWith("< Down TLS_ALERT_CERTIFICATE");
    }

    @Test
    void aBriefYesToMqtt5MeansThatOnly311CanBeSpoken() {
        broker.connect(true).network().comes(new MqttConnAckMessage(
                new MqttFixedHeader(MqttMessageType.CONNACK, false, MqttQoS.AT_MOST_ONCE, false, 2),
                new MqttConnAckVariableHeader(MqttConnectReturnCode.CONNECTION_ACCEPTED, false)));
        broker.network();
        assertThat(broker.log()).contains("> CONNECT 4 thing clean");
    }

    @Test
    void mqtt5OnlyDoesNotFallBack() {
        with(MqttPolicy.MQTT_5).connect(true).network().connack(0x84, false);
        assertThat(fault().text()).contains("MQTT version");
    }

    @Test
    void mqtt311OnlyStartsWithIt() {
        with(MqttPolicy.MQTT_3_1_1).connect(false).network();
        assertThat(broker.log()).contains("> CONNECT 4 thing");
    }

    @ParameterizedTest
    @CsvSource({
        "2, CONNACK_NOT_AUTHORISED", "3, CONNACK_REFUSED", "4, CONNACK_NOT_AUTHORISED", "5, CONNACK_NOT_AUTHORISED",
        "0x80, CONNACK_REFUSED", "0x81, CONNACK_REFUSED", "0x85, CONNACK_NOT_AUTHORISED", "0x86, CONNACK_NOT_AUTHORISED",
        "0x87, CONNACK_NOT_AUTHORISED", "0x88, CONNACK_REFUSED", "0x89, CONNACK_REFUSED", "0x8A, CONNACK_NOT_AUTHORISED",
        "0x8C, CONNACK_NOT_AUTHORISED", "0x97, CONNACK_REFUSED", "0x9F, CONNACK_REFUSED"
    })
    void refusals(String code, Cause cause) {
        broker.connect(true).network().connack(Integer.decode(code), false);
        LinkFault fault = fault();
        assertThat(fault.cause()).isEqualTo(cause);
        assertThat(fault.text()).startsWith("the broker refused the connection: ").doesNotContain("unknown");
    }

    @ParameterizedTest
    @CsvSource({"0x8B, shutting down", "0x8D, heard nothing", "0x8E, another client", "0x98, administrator", "0xA0, connect time"})
    void refusalsThatTheCodecHasNoNameFor(String code, String words) {
        MqttFixedHeader header = ScriptedBroker.header(MqttMessageType.CONNACK, 0);
        Exception unnamed = new IllegalArgumentException("unknown connect return code: " + Integer.decode(code));
        broker.connect(true).network().comes(MqttMessageFactory.newInvalidMessage(header, null, unnamed));
        LinkFault fault = fault();
        assertThat(fault.cause()).isEqualTo(Cause.CONNACK_REFUSED);
        assertThat(fault.text()).contains(words);
    }

    @Test
    void theBrokersOwnWordsAreToldShortAndClean() {
        String said = "no\r\nway \u0007" + "x".repeat(500);
        broker.connect(true).network().connack(0x87, false, new MqttProperties.StringProperty(MqttProperties.REASON_STRING, said));
        assertThat(fault().text()).contains("no??way ?xxx").doesNotContain("\n").hasSizeLessThan(400);
    }

    @Test
    void timeInLineDoesNotCount() {
        broker.connect(true).happens(new TransportEvent.InLine(true)).after(Duration.ofMinutes(5));
        assertThat(broker.log()).containsExactly("! open", "< Connecting");
        broker.happens(new TransportEvent.InLine(false)).after(Duration.ofSeconds(20));
        assertThat(broker.log()).isEmpty();
        broker.after(Duration.ofSeconds(2));
        assertThat(broker.log()).containsExactly("! close", "< Down CONNECT_TIMEOUT");
    }

    @Test
    void silenceOfTheTransportIsTimedToo() {
        broker.connect(true).after(Duration.ofSeconds(20));
        assertThat(broker.log()).containsExactly("! open", "< Connecting");
        broker.after(Duration.ofSeconds(2));
        assertThat(broker.log()).containsExactly("! close", "< Down CONNECT_TIMEOUT");
        broker.connect(true).happens(new TransportEvent.NetworkConnected()).after(Duration.ofSeconds(22));
        assertThat(broker.log()).endsWith("< Down TLS_TIMEOUT");
    }

    @Test
    void noConnackInTime() {
        broker.connect(true).network().after(Duration.ofSeconds(19));
        broker.log();
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).containsExactly("! close", "< Down CONNACK_TIMEOUT");
        assertThat(broker.session.nextTimeout()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void disconnectEndsAnAttemptWithoutAWord() {
        broker.connect(true).network();
        broker.log();
        broker.request(new LinkRequest.Disconnect());
        assertThat(broker.log()).containsExactly("! close");
        broker.connack(0, false).closed(Cause.CONNECTION_CLOSED);
        assertThat(broker.log()).isEmpty();
    }

    @Test
    void disconnectMakesTheBrokerForget() {
        broker.connected().publish(1, true).subscribe(2);
        broker.log();
        broker.request(new LinkRequest.Disconnect());
        assertThat(broker.log()).containsExactly("> DISCONNECT 0 expiry 0", "! close");
    }

    @Test
    void closeKeepsTheBrokersSession() {
        broker.connected().session.close();
        assertThat(broker.log()).containsExactly("> DISCONNECT", "! close");
        broker.session.close();
        assertThat(broker.log()).isEmpty();
    }

    @Test
    void requestsWhileDownAreAnswered() {
        broker.publish(7, true).publish(8, false).subscribe(9).unsubscribe(10).acknowledge(1);
        assertThat(broker.log()).containsExactly("< PublishFailed 7", "< PublishFailed 8");
    }

    @Test
    void aPacketBeforeConnackBreaksTheProtocol() {
        broker.connect(true).network().message(0, 0, "t", "x");
        assertThat(fault().cause()).isEqualTo(Cause.PROTOCOL_ERROR);
        broker.connect(true).network().comes(MqttMessageFactory.newInvalidMessage(new DecoderException("garbage")));
        assertThat(fault().cause()).isEqualTo(Cause.PROTOCOL_ERROR);
    }

    @Test
    void theServersKeepAliveIsObeyed() {
        broker.connected(new MqttProperties.IntegerProperty(MqttProperties.SERVER_KEEP_ALIVE, 30)).after(Duration.ofSeconds(30));
        assertThat(broker.log()).containsExactly("> PINGREQ");
    }

    @ParameterizedTest
    @CsvSource({"5, 30", "60, 60", "3600, 1200"})
    void awsGetsAKeepAliveThatItTakes(int wanted, int said) {
        broker = new ScriptedBroker(LinkSettings.defaults().withTimer(LinkTimer.KEEP_ALIVE, Duration.ofSeconds(wanted)));
        broker.connectTo(new Endpoint("abc-ats.iot.eu-west-1.amazonaws.com", 8883)).network();
        assertThat(((MqttConnectMessage) broker.sent.getLast()).variableHeader().keepAliveTimeSeconds()).isEqualTo(said);
        broker.connack(0, false).after(Duration.ofSeconds(said - 1));
        broker.log();
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).containsExactly("> PINGREQ");
        broker.connectTo(ScriptedBroker.ENDPOINT).network();
        assertThat(((MqttConnectMessage) broker.sent.getLast()).variableHeader().keepAliveTimeSeconds()).isEqualTo(wanted);
    }

    @Test
    void anUnusableLimitBreaksTheProtocol() {
        broker.connect(true).network().connack(0, false, new MqttProperties.IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 0));
        assertThat(fault().cause()).isEqualTo(Cause.PROTOCOL_ERROR);
    }
}
