package dev.softclick.link;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT connection from CONNACK to its end: publishes, subscriptions, deliveries, keep-alive. Whoever calls it ends it when it answers with a
 * fault; it does not end itself.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Transport transport;
    private final MqttVersion version;
    private final ServerLimits limits;
    private final Consumer<LinkEvent> events;
    private final InFlightPublishes publishes;
    private final PendingSubscriptions subscriptions;
    private final Deliveries deliveries;
    private final KeepAlive keepAlive;
    private boolean writable;

    /**
     * @param writable whether the transport takes more just now
     * @param deliveries empty; its numbers go on from connection to connection
     */
    Conversation(
            Transport transport, MqttVersion version, ServerLimits limits, LinkSettings settings, boolean writable, Deliveries deliveries,
            Consumer<LinkEvent> events, long now) {
        PacketIds packetIds = new PacketIds();
        this.transport = transport;
        this.version = version;
        this.limits = limits;
        this.events = events;
        this.publishes = new InFlightPublishes(packetIds, limits.inFlight(), settings.pubackTimeout().toNanos());
        this.subscriptions = new PendingSubscriptions(packetIds, settings.subackTimeout().toNanos());
        this.deliveries = deliveries;
        this.keepAlive = new KeepAlive(limits.keepAlive(), now);
        this.writable = writable;
    }

    MqttVersion version() {
        return version;
    }

    void publish(LinkRequest.Publish publish, long now) {
        if (limits.maximumPacket() < Long.MAX_VALUE
                && ClientPackets.publishSize(publish.topic(), publish.payload()) > limits.maximumPacket()) {
            failed(publish.id(), "the broker takes packets of at most " + limits.maximumPacket() + " bytes");
        } else if (publish.acknowledged()) {
            publishAcknowledged(publish, now);
        } else if (writable) {
            send(ClientPackets.publish(publish.topic(), publish.payload(), 0), now);
            events.accept(new LinkEvent.Published(publish.id()));
        } else {
            failed(publish.id(), "the connection takes nothing more for now");
        }
    }

    private void publishAcknowledged(LinkRequest.Publish publish, long now) {
        if (limits.maximumQos() == 0) {
            failed(publish.id(), "the broker takes no QoS 1");
            return;
        }
        int packetId = publishes.add(publish.id(), now);
        if (packetId == 0) {
            failed(publish.id(), publishes.limit() + " publishes already wait for PUBACK");
        } else {
            send(ClientPackets.publish(publish.topic(), publish.payload(), packetId), now);
        }
    }

    @Nullable LinkFault subscribe(LinkRequest.Subscribe subscribe, long now) {
        int packetId = subscriptions.add(subscribe.id(), true, now);
        if (packetId == 0) {
            return subscriptionsUnanswered();
        }
        send(ClientPackets.subscribe(packetId, subscribe.filter()), now);
        return null;
    }

    @Nullable LinkFault unsubscribe(LinkRequest.Unsubscribe unsubscribe, long now) {
        int packetId = subscriptions.add(unsubscribe.id(), false, now);
        if (packetId == 0) {
            return subscriptionsUnanswered();
        }
        send(ClientPackets.unsubscribe(packetId, unsubscribe.filter()), now);
        return null;
    }

    void acknowledge(long delivery, long now) {
        deliveries.acknowledge(delivery);
        for (int packetId = deliveries.takeAcknowledged(); packetId != 0; packetId = deliveries.takeAcknowledged()) {
            send(ClientPackets.puback(packetId), now);
        }
    }

    void reading(boolean on, long now) {
        transport.reading(on);
        keepAlive.reading(on, now);
        subscriptions.reading(on, now);
    }

    void writable(boolean now) {
        writable = now;
    }

    /** Takes a packet that has been checked; its payload stays the caller's to release. */
    @Nullable LinkFault received(BrokerPacket packet, long now) {
        keepAlive.heard(now);
        return switch (packet) {
            case BrokerPacket.Message message -> arrived(message);
            case BrokerPacket.PublishAnswer answer -> {
                publishes.acknowledged(answer.packetId(), id -> published(id, answer));
                yield null;
            }
            case BrokerPacket.SubscribeAnswer answer -> subscribed(answer);
            case BrokerPacket.UnsubscribeAnswer answer -> {
                Integer id = subscriptions.answered(answer.packetId(), false);
                if (id != null) {
                    events.accept(new LinkEvent.Unsubscribed(id));
                }
                yield null;
            }
            case BrokerPacket.Pong _ -> null;
            case BrokerPacket.Connack _ -> Refusal.protocolError("a second CONNACK");
            case BrokerPacket.Bad bad -> bad.fault();
            case BrokerPacket.Disconnect disconnect -> disconnect.fault();
        };
    }

    /** A message longer than our limit was skipped: the broker is told that it came, or it would send it again and again. */
    @Nullable LinkFault oversized(TransportEvent.Oversized message, long now) {
        keepAlive.heard(now);
        if (LOG.isWarnEnabled()) {
            LOG.warn("dropped a message of {} bytes on {}: too long", message.bytes(), Refusal.clean(message.topic()));
        }
        if (message.packetId() == 0) {
            return null;
        }
        long delivery = deliveries.arrived(message.packetId());
        if (delivery == 0) {
            return tooManyDeliveries();
        }
        acknowledge(delivery, now);
        return null;
    }

    private @Nullable LinkFault arrived(BrokerPacket.Message message) {
        long delivery = 0;
        if (message.packetId() != 0) {
            delivery = deliveries.arrived(message.packetId());
            if (delivery == 0) {
                return tooManyDeliveries();
            }
        }
        events.accept(new LinkEvent.MessageArrived(delivery, message.topic(), message.payload()));
        return null;
    }

    private void published(int id, BrokerPacket.PublishAnswer answer) {
        if (ReasonCode.refuses(answer.code())) {
            failed(id, "the broker refused it: " + ReasonCode.words(answer.code()) + answer.said());
        } else {
            events.accept(new LinkEvent.Published(id));
        }
    }

    private @Nullable LinkFault subscribed(BrokerPacket.SubscribeAnswer answer) {
        Integer id = subscriptions.answered(answer.packetId(), true);
        if (id != null) {
            events.accept(
                    ReasonCode.refuses(answer.code())
                            ? new LinkEvent.SubscribeRefused(id, ReasonCode.words(answer.code()) + answer.said())
                            : new LinkEvent.Subscribed(id));
        }
        return null;
    }

    @Nullable LinkFault timeout(long now) {
        publishes.timeout(now, id -> failed(id, "no PUBACK in time"));
        if (subscriptions.nextTimeout() <= now) {
            return new LinkFault(LinkFault.Cause.SUBACK_TIMEOUT, "the broker does not answer a SUBSCRIBE or UNSUBSCRIBE");
        }
        switch (keepAlive.timeout(now)) {
            case ALIVE -> {}
            case PING -> send(ClientPackets.pingreq(), now);
            case LOST -> {
                return new LinkFault(LinkFault.Cause.KEEP_ALIVE_TIMEOUT, "the broker does not answer PINGREQ");
            }
        }
        return null;
    }

    long nextTimeout() {
        return Math.min(publishes.nextTimeout(), Math.min(subscriptions.nextTimeout(), keepAlive.nextTimeout()));
    }

    /** The connection is gone: what is in flight fails. */
    void lost(String reason) {
        publishes.end(id -> failed(id, reason));
        deliveries.end();
    }

    /** The connection is given up by us: nobody waits for what is in flight. */
    void abandon() {
        deliveries.end();
    }

    private void failed(int id, String reason) {
        events.accept(new LinkEvent.PublishFailed(id, reason));
    }

    private void send(MqttMessage message, long now) {
        keepAlive.sent(now);
        transport.send(message);
    }

    private static LinkFault tooManyDeliveries() {
        return Refusal.protocolError("more than " + Deliveries.MAX_WAITING + " unacknowledged messages");
    }

    private static LinkFault subscriptionsUnanswered() {
        return new LinkFault(
                LinkFault.Cause.SUBACK_TIMEOUT, PendingSubscriptions.MAX_WAITING + " SUBSCRIBEs and UNSUBSCRIBEs wait for the broker");
    }
}
