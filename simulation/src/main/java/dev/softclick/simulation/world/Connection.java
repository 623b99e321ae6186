package dev.softclick.simulation.world;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.link.TransportEvent;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import java.time.Duration;
import java.util.ArrayDeque;

/** One connection from the modem to the broker. Packets of one direction never overtake each other; what is told to the modem comes on a turn of its own. */
final class Connection {
    private final World world;
    private final SimTransport transport;
    private final long generation;
    private final ArrayDeque<BrokerSays> held = new ArrayDeque<>();
    private long lastToModem;
    private long lastToBroker;
    private boolean secured;
    private boolean over;
    private boolean dead;
    private boolean reading = true;
    private boolean closingAfterHeld;
    private boolean cut;

    Connection(World world, SimTransport transport, SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        this.world = world;
        this.transport = transport;
        this.generation = material.generation();
        Networks networks = world.networks();
        Networks.Way way = networks.way(route);
        world.tell(new Seen.LinkOpened(route.from().orElse("direct"), generation));
        if (way == Networks.Way.OPEN) {
            toModem(networks.latency(), () -> {
                world.tell(new Seen.LinkConnected());
                tell(new TransportEvent.NetworkConnected());
                handshake(tlsTimeout);
            });
        } else if (way.cause != null && (way != Networks.Way.BLACK_HOLE || !networks.chance(4))) {
            Cause cause = way.cause;
            toModem(way == Networks.Way.BLACK_HOLE ? connectTimeout.toNanos() : networks.latency(), () -> breaks(cause));
        }
    }

    private void handshake(Duration tlsTimeout) {
        Networks networks = world.networks();
        Networks.Handshake handshake = networks.handshake();
        Cause cause = handshake.cause;
        boolean refused = !world.sim().accepts(generation);
        if (cause != null) {
            if (handshake != Networks.Handshake.SILENT || !networks.chance(4)) {
                toModem(handshake == Networks.Handshake.SILENT ? tlsTimeout.toNanos() : networks.latency(), () -> breaks(cause));
            }
        } else if (refused && networks.chance(2)) {
            toModem(networks.latency(), () -> breaks(Cause.TLS_ALERT_CERTIFICATE));
        } else {
            toModem(networks.latency(), () -> {
                secured = true;
                world.tell(new Seen.LinkSecured());
                tell(new TransportEvent.Secured());
            });
            if (refused && networks.chance(2)) {
                // TLS 1.3: the client is done before the server has looked at its certificate
                toModem(networks.latency(), () -> breaks(Cause.TLS_ALERT_CERTIFICATE));
            }
        }
    }

    long generation() {
        return generation;
    }

    /** Whether packets get through. */
    boolean alive() {
        return secured && !over && !dead;
    }

    boolean over() {
        return over;
    }

    /** The modem sends. */
    void send(ClientSays packet) {
        if (over || dead) {
            return;
        }
        long sentAt = world.now();
        lastToBroker = Math.max(lastToBroker, sentAt + world.networks().latency());
        world.timeline().in(lastToBroker - sentAt, () -> {
            if (!dead && !cut) {
                world.tell(new Seen.AtBroker(packet, sentAt));
                world.broker().receive(this, packet);
            }
        });
    }

    /** The broker sends. */
    void deliver(BrokerSays packet) {
        toModem(world.networks().latency(), () -> {
            if (reading) {
                hand(packet);
            } else {
                held.add(packet);
            }
        });
    }

    private void hand(BrokerSays packet) {
        world.tell(new Seen.Received(packet));
        tell(new TransportEvent.Received(Packets.write(packet)));
    }

    /** The broker ends it; what it sent before arrives. */
    void brokerCloses() {
        cut = true;
        toModem(world.networks().latency(), () -> {
            if (reading) {
                breaks(Cause.CONNECTION_CLOSED);
            } else {
                closingAfterHeld = true;
            }
        });
    }

    /** It breaks here and now: what was under way is lost, or some of it arrived. */
    void reset() {
        if (secured && !over && !dead) {
            cut = world.networks().chance(2);
            toModemNow(() -> breaks(Cause.CONNECTION_CLOSED));
            world.broker().gone(this);
        }
    }

    /** From now on nothing gets through, and nobody is told. */
    void die() {
        dead = true;
        world.broker().goneUnseen(this);
    }

    void congested(boolean on) {
        if (alive()) {
            toModemNow(() -> tell(new TransportEvent.Writable(!on)));
        }
    }

    void reading(boolean on) {
        reading = on;
        if (on) {
            toModemNow(this::handHeld);
        }
    }

    private void handHeld() {
        while (reading && !over && !held.isEmpty()) {
            hand(held.remove());
        }
        if (reading && held.isEmpty() && closingAfterHeld && !over) {
            breaks(Cause.CONNECTION_CLOSED);
        }
    }

    /** The modem closes it; what it sent before arrives. */
    void close() {
        if (over) {
            return;
        }
        over = true;
        held.clear();
        if (!dead) {
            long now = world.now();
            lastToBroker = Math.max(lastToBroker, now + world.networks().latency());
            world.timeline().in(lastToBroker - now, () -> world.broker().gone(this));
        }
    }

    /** The modem lost power: nothing is said to anybody. */
    void vanish() {
        over = true;
        dead = true;
        held.clear();
        world.broker().goneUnseen(this);
    }

    private void breaks(Cause cause) {
        over = true;
        held.clear();
        world.tell(new Seen.LinkBroke(cause.name()));
        transport.tell(new TransportEvent.Closed(Networks.fault(cause)));
    }

    private void tell(TransportEvent event) {
        transport.tell(event);
    }

    private void toModem(long latency, Runnable action) {
        long now = world.now();
        lastToModem = Math.max(lastToModem, now + latency);
        world.timeline().in(lastToModem - now, () -> {
            if (!over && !dead) {
                action.run();
            }
        });
    }

    private void toModemNow(Runnable action) {
        world.timeline().in(0, () -> {
            if (!over && !dead) {
                action.run();
            }
        });
    }
}
