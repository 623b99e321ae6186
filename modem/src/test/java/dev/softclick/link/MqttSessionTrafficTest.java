package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on a connection that stands, packet by packet. */
class MqttSessionTrafficTest {
    private final ScriptedBroker broker = new ScriptedBroker();

    private String failure() {
        return ((LinkEvent.PublishFailed) broker.event()).reason();
    }

    // ---- publishes

    @Test
    void qos0IsPublishedWhenHandedOver() {
        broker.connected().publish(1, false);
        assertThat(broker.log()).containsExactly("> PUBLISH 0 #0 t/thing p1", "< Published 1");
    }

    @Test
    void qos0FailsWhileTheConnectionIsBlocked() {
        broker.connected().happens(new TransportEvent.Writable(false)).publish(1, false);
        assertThat(broker.log()).containsExactly("< PublishFailed 1");
        broker.happens(new TransportEvent.Writable(true)).publish(2, false);
        assertThat(broker.log()).containsExactly("> PUBLISH 0 #0 t/thing p2", "< Published 2");
    }

    @Test
    void qos1IsPublishedOnPuback() {
        broker.connected().publish(1, true).publish(2, true);
        assertThat(broker.log()).containsExactly("> PUBLISH 1 #1 t/thing p1", "> PUBLISH 1 #2 t/thing p2");
        broker.puback(2, 0x10).puback(1, 0);
        assertThat(broker.log()).containsExactly("< Published 2", "< Published 1");
    }

    @Test
    void aRefusedPublishSaysWhy() {
        broker.connected().publish(1, true);
        broker.puback(1, 0x87);
        assertThat(failure()).contains("not authorised (0x87)");
    }

    @Test
    void aStrayPubackIsIgnored() {
        broker.connected().puback(77, 0);
        assertThat(broker.log()).isEmpty();
    }

    @Test
    void withoutPubackAPublishFailsInTimeAndKeepsItsPlace() {
        broker.connected(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 1)).publish(1, true).after(Duration.ofSeconds(29));
        assertThat(broker.log()).containsExactly("> PUBLISH 1 #1 t/thing p1");
        broker.after(Duration.ofSeconds(1)).publish(2, true);
        assertThat(broker.log()).containsExactly("< PublishFailed 1", "< PublishFailed 2");
        broker.puback(1, 0).publish(3, true);
        assertThat(broker.log()).containsExactly("> PUBLISH 1 #2 t/thing p3");
    }

    @Test
    void theBrokersReceiveMaximumIsObeyed() {
        broker.connected(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 2)).publish(1, true).publish(2, true).publish(3, true);
        assertThat(broker.log()).endsWith("< PublishFailed 3");
    }

    @Test
    void ourOwnBoundIsObeyed() {
        broker.connected();
        for (int id = 1; id <= 101; id++) {
            broker.publish(id, true);
        }
        assertThat(broker.log()).hasSize(101).endsWith("< PublishFailed 101");
    }

    @Test
    void theBrokersMaximumQosIsObeyed() {
        broker.connected(new IntegerProperty(MqttProperties.MAXIMUM_QOS, 0)).publish(1, true);
        assertThat(failure()).contains("QoS 1");
        broker.publish(2, false);
        assertThat(broker.log()).endsWith("< Published 2");
    }

    @Test
    void theBrokersMaximumPacketSizeIsObeyed() {
        broker.connected(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 18)).publish(1, false);
        assertThat(failure()).contains("18 bytes");
    }

    @Test
    void aMaximumPacketSizeWithTheTopBitSetIsLarge() {
        broker.connected(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, -1)).publish(1, false);
        assertThat(broker.log()).endsWith("< Published 1");
    }

    @Test
    void whatIsInFlightFailsBeforeDownAndIsNotSentAgain() {
        broker.connected().publish(1, true).publish(2, true).closed(Cause.CONNECTION_CLOSED);
        assertThat(broker.log()).endsWith("! close", "< PublishFailed 1", "< PublishFailed 2", "< Down CONNECTION_CLOSED");
        broker.connect(false).network().connack(0, true);
        assertThat(broker.log()).noneMatch(line -> line.contains("PUBLISH"));
    }

    @Test
    void packetIdentifiersGoRoundAndSkipThoseInUse() {
        broker.connected().publish(0, true);
        for (int id = 1; id < 65535 + 10; id++) {
            broker.publish(id, true).puback((id - 1) % 65534 + 2, 0);
        }
        broker.puback(1, 0);
        assertThat(broker.log()).contains("< Published 0").noneMatch(line -> line.contains("Failed"));
    }

    // ---- subscriptions

    @Test
    void subscribedOnSuback() {
        broker.connected().subscribe(5);
        assertThat(broker.log()).containsExactly("> SUBSCRIBE #1 s/thing 1");
        broker.suback(1, 1);
        assertThat(broker.log()).containsExactly("< Subscribed 5");
    }

    @ParameterizedTest
    @CsvSource({"128, unspecified", "135, not authorised", "-121, not authorised", "143, filter", "151, quota"})
    void refusedSubscriptionsSayWhy(int code, String words) {
        broker.connected().subscribe(5).suback(1, code);
        assertThat(((LinkEvent.SubscribeRefused) broker.event()).reason()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x11, 0x87})
    void unsubscribedWhateverTheCode(int code) {
        broker.connected().unsubscribe(6).unsuback(1, code);
        assertThat(broker.log()).containsExactly("> UNSUBSCRIBE #1 s/thing", "< Unsubscribed 6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnansweredSubscriptionTakesTheLinkDown(boolean subscribe) {
        broker.connected();
        (subscribe ? broker.subscribe(1) : broker.unsubscribe(1)).after(Duration.ofSeconds(20));
        assertThat(broker.log()).endsWith("! close", "< Down SUBACK_TIMEOUT");
    }

    @Test
    void anUnknownReasonCodeBreaksTheProtocol() {
        broker.connected().subscribe(1).suback(1, 0x60);
        assertThat(broker.log()).endsWith("< Down PROTOCOL_ERROR");
    }

    @Test
    void anAnswerOfTheWrongKindIsIgnored() {
        broker.connected().subscribe(1).unsuback(1, 0);
        assertThat(broker.log()).containsExactly("> SUBSCRIBE #1 s/thing 1");
    }

    @Test
    void unansweredSubscriptionsAreBounded() {
        broker.connected();
        for (int id = 0; id <= PendingSubscriptions.MAX_WAITING; id++) {
            broker.subscribe(id);
        }
        assertThat(broker.log()).endsWith("! close", "< Down SUBACK_TIMEOUT");
    }

    // ---- deliveries

    @Test
    void qos0HasNothingToAcknowledge() {
        broker.connected().message(0, 0, "s/thing", "hello").acknowledge(0);
        assertThat(broker.log()).containsExactly("< MessageArrived 0 s/thing hello");
    }

    @Test
    void qos1IsAcknowledgedOnlyWhenAllowed() {
        broker.connected().message(1, 900, "s/thing", "");
        assertThat(broker.log()).containsExactly("< MessageArrived 1 s/thing ");
        broker.acknowledge(1);
        assertThat(broker.log()).containsExactly("> PUBACK #900");
        broker.acknowledge(1);
        assertThat(broker.log()).isEmpty();
    }

    @Test
    void pubacksLeaveInTheOrderTheMessagesCame() {
        broker.connected().message(1, 10, "s", "a").message(1, 11, "s", "b").message(1, 12, "s", "c");
        broker.log();
        broker.acknowledge(3).acknowledge(2);
        assertThat(broker.log()).isEmpty();
        broker.acknowledge(1);
        assertThat(broker.log()).containsExactly("> PUBACK #10", "> PUBACK #11", "> PUBACK #12");
    }

    @Test
    void anOversizedMessageIsAcknowledgedInItsTurn() {
        broker.connected().message(1, 10, "s", "a").happens(new TransportEvent.Oversized("s", 11, 1 << 20)).message(1, 12, "s", "c");
        assertThat(broker.log()).containsExactly("< MessageArrived 1 s a", "< MessageArrived 3 s c");
        broker.acknowledge(1);
        assertThat(broker.log()).containsExactly("> PUBACK #10", "> PUBACK #11");
        broker.happens(new TransportEvent.Oversized("s", 0, 1 << 20));
        assertThat(broker.log()).isEmpty();
    }

    @Test
    void aDeliveryOfAnEarlierConnectionIsNotAcknowledged() {
        broker.connected().message(1, 10, "s", "a").closed(Cause.CONNECTION_CLOSED).connected().message(1, 10, "s", "again");
        assertThat(broker.log()).containsExactly("< MessageArrived 2 s again");
        broker.acknowledge(1);
        assertThat(broker.log()).isEmpty();
        broker.acknowledge(2);
        assertThat(broker.log()).containsExactly("> PUBACK #10");
    }

    @Test
    void aBrokerBeyondOurReceiveMaximumIsTolerated() {
        broker.connected();
        for (int i = 1; i <= 1000; i++) {
            broker.message(1, i, "s", "x");
        }
        for (int i = 1; i <= 1000; i++) {
            broker.acknowledge(i);
        }
        assertThat(broker.log()).hasSize(2000).contains("> PUBACK #1", "> PUBACK #1000");
    }

    @Test
    void moreMessagesThanPacketIdentifiersBreakTheProtocol() {
        broker.connected();
        for (int i = 0; i <= Deliveries.MAX_WAITING; i++) {
            broker.message(1, 1 + i % 65535, "s", "");
        }
        assertThat(broker.log()).contains("> DISCONNECT 130").endsWith("< Down PROTOCOL_ERROR");
    }

    @Test
    void payloadsAreReleased() {
        broker.connected();
        for (int qos = 0; qos <= 2; qos++) {
            ByteBuf payload = Unpooled.buffer().writeByte(1);
            broker.comes(new MqttPublishMessage(
                    ScriptedBroker.header(MqttMessageType.PUBLISH, qos), new MqttPublishVariableHeader("s", 5), payload));
            assertThat(payload.refCnt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "#", "a\0b"})
    void aBadTopicBreaksTheProtocol(String topic) {
        broker.connected().message(0, 0, topic, "x");
        assertThat(broker.log()).containsExactly("> DISCONNECT 130", "! close", "< Down PROTOCOL_ERROR");
    }

    @Test
    void qos2WasNeverGranted() {
        broker.connected().message(2, 1, "s", "x");
        assertThat(broker.log()).endsWith("< Down PROTOCOL_ERROR");
    }

    // ---- keep-alive

    @Test
    void pingsWhenNothingWasSent() {
        broker.connected().after(Duration.ofSeconds(59));
        assertThat(broker.log()).isEmpty();
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).containsExactly("> PINGREQ");
        broker.after(Duration.ofSeconds(29)).bare(MqttMessageType.PINGRESP).after(Duration.ofSeconds(30));
        assertThat(broker.log()).isEmpty();
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).containsExactly("> PINGREQ");
    }

    @Test
    void noAnswerToAPingTakesTheLinkDown() {
        broker.connected().after(Duration.ofSeconds(90));
        assertThat(broker.log()).containsExactly("> PINGREQ", "! close", "< Down KEEP_ALIVE_TIMEOUT");
    }

    @Test
    void anyPacketAnswersAPing() {
        broker.connected().after(Duration.ofSeconds(70)).message(0, 0, "s", "x").after(Duration.ofSeconds(30));
        assertThat(broker.log()).containsExactly("> PINGREQ", "< MessageArrived 0 s x");
    }

    @Test
    void publishesIntoADeadLineDoNotHideIt() {
        broker.connected();
        for (int id = 0; id < 12; id++) {
            broker.publish(id, false).after(Duration.ofSeconds(10));
        }
        assertThat(broker.log()).contains("> PINGREQ", "< Down KEEP_ALIVE_TIMEOUT");
    }

    @Test
    void whileReadingIsPausedPingsGoOnAndSilenceIsNotCounted() {
        broker.connected().request(new LinkRequest.Reading(false)).after(Duration.ofMinutes(5));
        assertThat(broker.log()).containsExactly("! reading off", "> PINGREQ", "> PINGREQ", "> PINGREQ", "> PINGREQ", "> PINGREQ");
        broker.request(new LinkRequest.Reading(true)).after(Duration.ofSeconds(29));
        assertThat(broker.log()).containsExactly("! reading on");
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).endsWith("< Down KEEP_ALIVE_TIMEOUT");
    }

    @Test
    void aPauseOutlivesTheConnection() {
        broker.connected().request(new LinkRequest.Reading(false)).closed(Cause.CONNECTION_CLOSED).connect(true).network().connack(0, false);
        assertThat(broker.log()).endsWith("! reading off", "< Down CONNECTION_CLOSED", "< Connecting",
                "< NetworkConnected", "< Secured", "< ConnectSent", "< Connected");
    }

    // ---- what a broker may and may not say

    @ParameterizedTest
    @CsvSource({
        "0x00, SERVER_DISCONNECT", "0x87, SERVER_DISCONNECT", "0x8B, SERVER_DISCONNECT", "0x8D, KEEP_ALIVE_TIMEOUT", "0x8E, SESSION_TAKEN_OVER",
        "0x98, SERVER_DISCONNECT", "0xFF, SERVER_DISCONNECT"
    })
    void disconnectFromTheBroker(String code, Cause cause) {
        broker.connected().publish(1, true).disconnect(Integer.decode(code));
        assertThat(broker.log()).endsWith("! close", "< PublishFailed 1", "< Down " + cause);
    }

    @ParameterizedTest
    @EnumSource(
            value = MqttMessageType.class,
            names = {"CONNECT", "PUBREC", "PUBREL", "PUBCOMP", "SUBSCRIBE", "UNSUBSCRIBE", "PINGREQ", "AUTH"})
    void packetsThatMakeNoSenseFromABroker(MqttMessageType type) {
        broker.connected().bare(type);
        assertThat(broker.log()).containsExactly("> DISCONNECT 130", "! close", "< Down PROTOCOL_ERROR");
    }

    @ParameterizedTest
    @EnumSource(
            value = MqttMessageType.class,
            names = {"CONNACK", "PUBLISH", "PUBACK", "SUBACK", "UNSUBACK"})
    void packetsWithoutTheirHeadersAreNoException(MqttMessageType type) {
        broker.connected().bare(type);
        assertThat(broker.log()).endsWith("< Down PROTOCOL_ERROR");
    }

    @Test
    void aSecondConnackBreaksTheProtocol() {
        broker.connected().connack(0, false);
        assertThat(broker.log()).endsWith("< Down PROTOCOL_ERROR");
    }

    @Test
    void aSubackForMoreFiltersThanAskedBreaksTheProtocol() {
        broker.connected().subscribe(1).suback(1, 0, 0);
        assertThat(broker.log()).endsWith("< Down PROTOCOL_ERROR");
    }

    @Test
    void whatTheCodecCantReadIsToldInWords() {
        broker.connected().comes(MqttMessageFactory.newInvalidMessage(new DecoderException("bad\nlength")));
        LinkFault fault = ((LinkEvent.Down) broker.event()).fault();
        assertThat(fault).isEqualTo(new LinkFault(Cause.PROTOCOL_ERROR, "the broker broke the protocol: malformed packet: bad?length"));
    }

    @Test
    void afterDownNothingIsHeard() {
        broker.connected().closed(Cause.CONNECTION_CLOSED);
        broker.log();
        broker.message(1, 1, "s", "x").puback(1, 0).closed(Cause.CONNECTION_CLOSED).after(Duration.ofHours(1));
        assertThat(broker.log()).isEqualTo(List.of());
    }

    // ---- a slow host

    @Test
    void anAnswerCannotComeWhileWeDoNotReadSoItsTimeStandsStill() {
        broker.connected().subscribe(1).after(Duration.ofSeconds(15));
        broker.request(new LinkRequest.Reading(false)).unsubscribe(2).after(Duration.ofMinutes(10));
        broker.request(new LinkRequest.Reading(true)).after(Duration.ofSeconds(4));
        broker.suback(1, 1).after(Duration.ofSeconds(15));
        assertThat(broker.log()).doesNotContain("< Down SUBACK_TIMEOUT").endsWith("< Subscribed 1");
        broker.after(Duration.ofSeconds(1));
        assertThat(broker.log()).contains("< Down SUBACK_TIMEOUT");
    }

    @Test
    void aPublishIsTimedAlsoWhileWeDoNotRead() {
        broker.connected().publish(1, true).request(new LinkRequest.Reading(false)).after(Duration.ofSeconds(30));
        assertThat(broker.log()).endsWith("< PublishFailed 1");
    }
}
