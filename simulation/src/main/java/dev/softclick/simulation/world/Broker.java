package dev.softclick.simulation.world;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A broker for one client, packet by packet, and as bad as its {@link BrokerMood}. */
final class Broker {
    private static final long SECOND = 1_000_000_000L;
    private static final int[] PUBACK_REFUSALS = {0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99};
    private static final int[] SUBACK_REFUSALS = {0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2};
    private static final int MAX_WAITING = 5000;

    private final World world;
    private final SplittableRandom random;
    private final BrokerMood mood = new BrokerMood();
    private @Nullable BrokerSession session;
    private @Nullable Connection current;
    private int version = 5;

    Broker(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    BrokerMood mood() {
        return mood;
    }

    void receive(Connection connection, ClientSays packet) {
        if (packet instanceof ClientSays.Connect connect) {
            connect(connection, connect);
            return;
        }
        BrokerSession kept = session;
        if (connection != current || kept == null || kept.connection != connection) {
            return;
        }
        switch (packet) {
            case ClientSays.Connect _ -> {}
            case ClientSays.Publish publish -> published(connection, publish);
            case ClientSays.Puback puback -> {
                kept.inFlight.remove(puback.id());
                pump(kept);
            }
            case ClientSays.Subscribe subscribe -> subscribed(connection, kept, subscribe);
            case ClientSays.Unsubscribe unsubscribe -> {
                kept.filters.remove(unsubscribe.filter());
                answer(connection, new BrokerSays.Unsuback(unsubscribe.id()));
            }
            case ClientSays.Ping _ -> answer(connection, new BrokerSays.Pong());
            case ClientSays.Disconnect disconnect -> {
                if (disconnect.forget() || kept.brief) {
                    session = null;
                }
                gone(connection);
            }
        }
    }

    private void connect(Connection connection, ClientSays.Connect connect) {
        if (mood.muteAtConnect) {
            return;
        }
        version = connect.version();
        if (mood.garbageForConnack) {
            connection.deliver(new BrokerSays.Garbage("simulated garbage", true));
            return;
        }
        if (mood.closesAfterConnect || mood.old && version == 5 && mood.oldAndRude) {
            connection.brokerCloses();
            return;
        }
        if (mood.old && version == 5) {
            refuse(connection, 1);
            return;
        }
        if (!world.sim().accepts(connection.generation())) {
            refuse(connection, version == 5 ? 0x87 : 5);
            return;
        }
        if (mood.connackCode != 0) {
            refuse(connection, version == 5 ? mood.connackCode : 3);
            return;
        }
        accept(connection, connect);
    }

    private void refuse(Connection connection, int code) {
        if (Packets.codecKnowsConnack(code)) {
            connection.deliver(new BrokerSays.Connack(code, false, version != 5 || code < 6, 0, 0));
        } else {
            connection.deliver(new BrokerSays.Garbage("unknown connect return code: " + code, true));
        }
        connection.brokerCloses();
    }

    private void accept(Connection connection, ClientSays.Connect connect) {
        if (current != null && current != connection) {
            current.deliver(new BrokerSays.Disconnect(0x8E));
            current.brokerCloses();
            gone(current);
        }
        forgetExpired();
        boolean present = session != null && !connect.cleanStart();
        BrokerSession kept = session;
        if (kept == null || !present) {
            kept = new BrokerSession();
            session = kept;
        }
        current = connection;
        kept.connection = connection;
        kept.brief = version != 5 && connect.cleanStart();
        kept.expiry = version == 5 ? Integer.toUnsignedLong(connect.expiry()) * SECOND : Long.MAX_VALUE / 4;
        kept.expiresAt = Long.MAX_VALUE;
        kept.window = mood.greedy ? 1000 : connect.receiveMaximum();
        boolean modern = version == 5;
        connection.deliver(new BrokerSays.Connack(
                0, present, !modern, modern ? mood.receiveMaximum : 0, modern ? mood.keepAlive : 0));
        kept.inFlight.forEach((id, message) -> connection.deliver(new BrokerSays.Publish(id, true, message)));
        pump(kept);
    }

    private void published(Connection connection, ClientSays.Publish publish) {
        if (publish.id() != 0) {
            if (hits(mood.refusePublishes)) {
                if (version == 5) {
                    answer(connection, new BrokerSays.Puback(publish.id(), PUBACK_REFUSALS[random.nextInt(PUBACK_REFUSALS.length)]));
                } else {
                    connection.brokerCloses();
                    gone(connection);
                }
                return;
            }
            answer(connection, new BrokerSays.Puback(publish.id(), version == 5 && random.nextInt(8) == 0 ? 0x10 : 0));
        }
        world.cloud().heard(publish);
    }

    private void subscribed(Connection connection, BrokerSession kept, ClientSays.Subscribe subscribe) {
        if (hits(mood.refuseSubscriptions)) {
            kept.filters.remove(subscribe.filter());
            answer(connection, new BrokerSays.Suback(subscribe.id(), version == 5 ? SUBACK_REFUSALS[random.nextInt(SUBACK_REFUSALS.length)] : 0x80));
        } else {
            kept.filters.add(subscribe.filter());
            answer(connection, new BrokerSays.Suback(subscribe.id(), 1));
        }
    }

    private void answer(Connection connection, BrokerSays packet) {
        if (hits(mood.loseAcks)) {
            return;
        }
        if (hits(mood.slowAcks)) {
            world.timeline().in(random.nextLong(45 * SECOND), () -> connection.deliver(packet));
        } else {
            connection.deliver(packet);
        }
    }

    /** Somebody published to a topic; whether it is held for the modem until it has it. */
    boolean publish(CloudMessage message) {
        forgetExpired();
        BrokerSession kept = session;
        if (kept == null || !kept.hears(message.topic())) {
            return false;
        }
        Connection connection = kept.connection;
        if (message.qos() == 0) {
            if (connection != null) {
                connection.deliver(new BrokerSays.Publish(0, false, message));
            }
            return false;
        }
        if (kept.waiting.size() == MAX_WAITING) {
            return false;
        }
        kept.waiting.add(message);
        pump(kept);
        return true;
    }

    private void pump(BrokerSession kept) {
        Connection connection = kept.connection;
        while (connection != null && !kept.waiting.isEmpty() && kept.inFlight.size() < kept.window) {
            CloudMessage message = kept.waiting.remove();
            int id = kept.nextId();
            kept.inFlight.put(id, message);
            connection.deliver(new BrokerSays.Publish(id, false, message));
            if (hits(mood.duplicates)) {
                connection.deliver(new BrokerSays.Publish(id, true, message));
            }
        }
    }

    /** The connection is closed, and the broker knows. */
    void gone(Connection connection) {
        if (current == connection) {
            current = null;
        }
        BrokerSession kept = session;
        if (kept != null && kept.connection == connection) {
            kept.connection = null;
            kept.expiresAt = world.now() + kept.expiry;
            if (kept.brief) {
                forget();
            }
        }
    }

    /** The connection carries nothing any more: the broker finds out after one and a half keep-alives. */
    void goneUnseen(Connection connection) {
        world.timeline().in(90 * SECOND, () -> gone(connection));
    }

    /** Ends the connection with a word. */
    void disconnect(int code) {
        Connection connection = current;
        if (connection != null) {
            if (version == 5) {
                connection.deliver(new BrokerSays.Disconnect(code));
            }
            connection.brokerCloses();
            gone(connection);
        }
    }

    /** Says something that it must not say. */
    void misspeak(BrokerSays packet) {
        if (current != null) {
            current.deliver(packet);
        }
    }

    /** Drops what it keeps. */
    void forget() {
        if (session != null && session.connection == null) {
            session = null;
            world.tell(new Seen.SessionLost());
        }
    }

    private void forgetExpired() {
        if (session != null && session.connection == null && world.now() >= session.expiresAt) {
            forget();
        }
    }

    /** Whether it has nothing left to deliver. */
    boolean idle() {
        return session == null || session.waiting.isEmpty() && session.inFlight.isEmpty();
    }

    @Nullable Connection current() {
        return current;
    }

    private boolean hits(int oneIn) {
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }
}
