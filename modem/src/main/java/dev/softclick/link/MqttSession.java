package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT client without I/O, thread or clock: MQTT 5 (OASIS, 2019) or 3.1.1 (OASIS, 2014) over any {@link Transport}, packet by packet. It leads
 * a connection from DNS to CONNACK; what is said after that is a {@link Conversation}. One connection at a time; what was in flight when it broke
 * has failed and is never sent again.
 */
public final class MqttSession implements CloudLink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);

    /** The transport watches its own waits and knows better words; the session steps in when it stays silent so much longer. */
    private static final long TRANSPORT_GRACE = TimeUnit.SECONDS.toNanos(1);

    private enum Phase {
        DOWN,
        CONNECTING,
        SECURING,
        AWAITING_CONNACK,
        CONNECTED
    }

    private final Transport transport;
    private final LinkSettings settings;
    private final VersionChoice versions;
    private final Deliveries deliveries = new Deliveries();

    /** Bounded by its owner, who polls it empty after every call. */
    private final ArrayDeque<LinkEvent> events = new ArrayDeque<>(4);

    private Phase phase = Phase.DOWN;
    private long phaseDeadline = Long.MAX_VALUE;
    private LinkRequest.@Nullable Connect connect;

    /** The settings within the limits of the cloud that is spoken to. */
    private LinkSettings within;

    private @Nullable Conversation conversation;
    private boolean reading = true;
    private boolean writable = true;

    /** A session that is down. */
    public MqttSession(Transport transport, LinkSettings settings) {
        this.transport = transport;
        this.settings = settings;
        this.within = settings;
        this.versions = new VersionChoice(settings.mqtt());
    }

    @Override
    public void request(LinkRequest request, long now) {
        Conversation talk = conversation;
        LinkFault fault = null;
        switch (request) {
            case LinkRequest.Connect wanted -> connect(wanted, now);
            case LinkRequest.Disconnect _ -> disconnect(true);
            case LinkRequest.Reading wanted -> {
                reading = wanted.on();
                if (talk != null) {
                    talk.reading(reading, now);
                }
            }
            case LinkRequest.Publish publish -> {
                if (talk == null) {
                    events.add(new LinkEvent.PublishFailed(publish.id(), "not connected"));
                } else {
                    talk.publish(publish, now);
                }
            }
            // The firmware asks for its subscriptions again after each Connected, and a lost connection has nothing to acknowledge.
            case LinkRequest.Subscribe subscribe -> fault = talk == null ? null : talk.subscribe(subscribe, now);
            case LinkRequest.Unsubscribe unsubscribe -> fault = talk == null ? null : talk.unsubscribe(unsubscribe, now);
            case LinkRequest.Acknowledge acknowledge -> {
                if (talk != null) {
                    talk.acknowledge(acknowledge.delivery(), now);
                }
            }
        }
        if (fault != null) {
            down(fault);
        }
    }

    @Override
    public void handle(TransportEvent event, long now) {
        switch (event) {
            case TransportEvent.InLine line -> {
                if (phase == Phase.CONNECTING) {
                    phaseDeadline = line.waits() ? Long.MAX_VALUE : connectDeadline(now);
                }
            }
            case TransportEvent.NetworkConnected _ -> {
                if (phase == Phase.CONNECTING) {
                    enter(Phase.SECURING, now, settings.tlsTimeout());
                    phaseDeadline += TRANSPORT_GRACE;
                    events.add(new LinkEvent.NetworkConnected());
                }
            }
            case TransportEvent.Secured _ -> secured(now);
            case TransportEvent.Received received -> received(received.message(), now);
            case TransportEvent.Oversized message -> {
                if (conversation != null) {
                    downIf(conversation.oversized(message, now));
                } else if (phase != Phase.DOWN) {
                    down(Refusal.protocolError("PUBLISH before CONNACK"));
                }
            }
            case TransportEvent.Writable change -> {
                writable = change.writable();
                if (conversation != null) {
                    conversation.writable(writable);
                }
            }
            case TransportEvent.Closed closed -> closed(closed.fault(), now);
        }
    }

    @Override
    public void timeout(long now) {
        if (conversation != null) {
            downIf(conversation.timeout(now));
        } else if (now >= phaseDeadline) {
            down(switch (phase) {
                case CONNECTING -> new LinkFault(Cause.CONNECT_TIMEOUT, "no connection in time");
                case SECURING -> new LinkFault(Cause.TLS_TIMEOUT, "no TLS handshake in time");
                case AWAITING_CONNACK, CONNECTED, DOWN -> new LinkFault(Cause.CONNACK_TIMEOUT, "the broker does not answer CONNECT");
            });
        }
    }

    @Override
    public @Nullable LinkEvent poll() {
        return events.poll();
    }

    @Override
    public long nextTimeout() {
        return conversation != null ? conversation.nextTimeout() : phaseDeadline;
    }

    /** Disconnects, if connected, and lets the broker keep its session for as long as CONNECT asked. */
    @Override
    public void close() {
        disconnect(false);
    }

    private void connect(LinkRequest.Connect wanted, long now) {
        if (phase != Phase.DOWN) {
            disconnect(false);
        }
        connect = wanted;
        within = settings.within(wanted.material().endpoint());
        versions.begin(wanted.material().endpoint());
        open(wanted, now);
    }

    private void open(LinkRequest.Connect wanted, long now) {
        enter(Phase.CONNECTING, now, settings.connectTimeout());
        phaseDeadline = connectDeadline(now);
        writable = true;
        events.add(new LinkEvent.Connecting());
        transport.open(wanted.material(), wanted.route(), settings.connectTimeout(), settings.tlsTimeout());
    }

    private long connectDeadline(long now) {
        return now + settings.connectTimeout().toNanos() + TRANSPORT_GRACE;
    }

    private void secured(long now) {
        LinkRequest.Connect wanted = connect;
        if (phase == Phase.SECURING && wanted != null) {
            enter(Phase.AWAITING_CONNACK, now, settings.connackTimeout());
            events.add(new LinkEvent.Secured());
            transport.send(ClientPackets.connect(versions.version(), wanted.clientId(), wanted.cleanStart(), within));
            events.add(new LinkEvent.ConnectSent());
        }
    }

    private void received(MqttMessage message, long now) {
        try {
            if (phase == Phase.DOWN) {
                return;
            }
            BrokerPacket packet = BrokerPackets.check(message);
            if (conversation != null) {
                downIf(conversation.received(packet, now));
            } else if (phase == Phase.AWAITING_CONNACK) {
                answered(ConnectAnswer.of(packet, versions.version(), within), now);
            } else {
                down(Refusal.protocolError("a packet before CONNECT"));
            }
        } catch (RuntimeException e) {
            // Whatever a broker sends must not stop the modem: our slip, its packet.
            LOG.warn("cannot take a packet of the broker", e);
            down(Refusal.protocolError("a packet that makes no sense"));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ConnectAnswer answer, long now) {
        switch (answer) {
            case ConnectAnswer.Accepted accepted -> accepted(accepted, now);
            case ConnectAnswer.Refused refused -> down(refused.fault());
            case ConnectAnswer.WrongVersion wrong -> {
                if (!fallBack(true, now)) {
                    down(wrong.fault());
                }
            }
        }
    }

    private void accepted(ConnectAnswer.Accepted accepted, long now) {
        versions.worked();
        Conversation talk = new Conversation(
                transport, versions.version(), accepted.limits(), within, writable, deliveries, events::add, now);
        conversation = talk;
        phase = Phase.CONNECTED;
        phaseDeadline = Long.MAX_VALUE;
        // A broker that claims a session after a clean start is not believed: the firmware then subscribes again.
        events.add(new LinkEvent.Connected(accepted.sessionPresent() && connect != null && !connect.cleanStart()));
        if (!reading) {
            talk.reading(false, now);
        }
    }

    private void closed(LinkFault fault, long now) {
        if (phase == Phase.DOWN) {
            return;
        }
        boolean justClosed = phase == Phase.AWAITING_CONNACK && fault.cause() == Cause.CONNECTION_CLOSED;
        if (!justClosed || !fallBack(false, now)) {
            down(fault);
        }
    }

    private boolean fallBack(boolean said, long now) {
        LinkRequest.Connect wanted = connect;
        if (wanted == null || !versions.refused(said)) {
            return false;
        }
        LOG.info("the broker at {} takes no MQTT 5: trying 3.1.1", wanted.material().endpoint());
        transport.close();
        open(wanted, now);
        return true;
    }

    private void downIf(@Nullable LinkFault fault) {
        if (fault != null) {
            down(fault);
        }
    }

    private void down(LinkFault fault) {
        Conversation talk = conversation;
        if (talk != null) {
            if (fault.cause() == Cause.PROTOCOL_ERROR && talk.version() == MqttVersion.MQTT_5) {
                transport.send(ClientPackets.disconnect(ReasonCode.PROTOCOL_ERROR));
            }
            talk.lost(fault.text());
        }
        transport.close();
        reset();
        events.add(new LinkEvent.Down(fault));
    }

    private void disconnect(boolean forget) {
        Conversation talk = conversation;
        if (talk != null) {
            transport.send(forget ? ClientPackets.disconnectAndForget(talk.version()) : ClientPackets.disconnect());
            talk.abandon();
        }
        if (phase != Phase.DOWN) {
            transport.close();
            reset();
        }
    }

    private void reset() {
        conversation = null;
        connect = null;
        enter(Phase.DOWN, 0, null);
    }

    private void enter(Phase next, long now, @Nullable Duration timeout) {
        phase = next;
        phaseDeadline = timeout == null ? Long.MAX_VALUE : now + timeout.toNanos();
    }
}
