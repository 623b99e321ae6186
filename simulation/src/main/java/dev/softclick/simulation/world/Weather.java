package dev.softclick.simulation.world;

import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Brings the faults of the families that the seed drew: each comes and goes in spells, and all end together. */
final class Weather {
    private static final long SECOND = 1_000_000_000L;
    private static final int[] DISCONNECTS = {
        0x00, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F,
        0xA0, 0xA1, 0xA2
    };
    private static final int[] CONNACKS = {
        0x80, 0x81, 0x82, 0x83, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x90, 0x95, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9F, 0xA0
    };

    private final World world;
    private final Draws draws;
    private final Set<Family> families;
    private boolean over;

    Weather(World world, Draws draws, Set<Family> families) {
        this.world = world;
        this.draws = draws;
        this.families = families;
    }

    void start() {
        world.line().faults(has(Family.CHUNKS), has(Family.NOISE), has(Family.LOSS));
        BrokerMood mood = world.broker().mood();
        mood.old = has(Family.OLD_MQTT);
        mood.oldAndRude = mood.old && draws.of("rude").nextInt(3) == 0;
        mood.greedy = has(Family.GREEDY);
        for (Family family : families) {
            SplittableRandom random = draws.of(family.name());
            later(random, () -> strike(family, random));
        }
    }

    /** The faults are over; what is broken beyond repair stays so. */
    void end() {
        over = true;
        world.line().faults(has(Family.CHUNKS), false, false);
        world.line().closed(false);
        world.line().stalled(false);
        world.networks().mend();
        world.broker().mood().mend();
        congested(false);
        world.sim().condition(SimCard.Condition.GOOD);
        if (!world.sim().acceptsNewest()) {
            world.sim().renew(true, false);
        }
    }

    private boolean has(Family family) {
        return families.contains(family);
    }

    private void later(SplittableRandom random, Runnable action) {
        world.timeline().in(random.nextLong(60 * SECOND), () -> {
            if (!over) {
                action.run();
            }
        });
    }

    private void spell(SplittableRandom random, Family family, Runnable begin, Runnable end) {
        say(family + " begins");
        begin.run();
        world.timeline().in(random.nextLong(SECOND, (random.nextInt(6) == 0 ? 200 : 30) * SECOND), () -> {
            if (!over) {
                say(family + " ends");
                end.run();
                later(random, () -> strike(family, random));
            }
        });
    }

    private void blow(SplittableRandom random, Family family, Runnable action) {
        say(family.name());
        action.run();
        later(random, () -> strike(family, random));
    }

    private void say(String what) {
        world.tell(new Seen.Weathered(what));
    }

    private void strike(Family family, SplittableRandom random) {
        BrokerMood mood = world.broker().mood();
        Networks networks = world.networks();
        SimCard sim = world.sim();
        switch (family) {
            case CHUNKS, NOISE, LOSS, FLOOD, OLD_MQTT, GREEDY, BURSTS -> {}
            case SLOW_READER -> spell(random, family, () -> world.line().stalled(true), () -> world.line().stalled(false));
            case CLOSED_PORT -> spell(random, family, () -> world.line().closed(true), () -> world.line().closed(false));
            case NET_REFUSES -> {
                Networks.Way[] ways = {Networks.Way.UNKNOWN_HOST, Networks.Way.REFUSES, Networks.Way.UNREACHABLE};
                way(random, family, ways[random.nextInt(ways.length)]);
            }
            case NET_BLACK_HOLE -> way(random, family, Networks.Way.BLACK_HOLE);
            case NET_HALF_OPEN -> blow(random, family, () -> onLink(Connection::die));
            case NET_RESETS -> blow(random, family, () -> onLink(Connection::reset));
            case NET_LATENCY -> spell(random, family, () -> networks.worstLatency(random.nextLong(8 * SECOND)), () -> networks.worstLatency(0));
            case NET_CONGESTED -> spell(random, family, () -> congested(true), () -> congested(false));
            case NET_SEVERAL -> {
                if (networks.count() > 1) {
                    Networks.Way[] ways = {Networks.Way.UNKNOWN_HOST, Networks.Way.REFUSES, Networks.Way.UNREACHABLE, Networks.Way.BLACK_HOLE};
                    int network = random.nextInt(networks.count());
                    spell(random, family, () -> {
                        networks.way(network, ways[random.nextInt(ways.length)]);
                        onLink(Connection::reset);
                    }, () -> networks.way(network, Networks.Way.OPEN));
                }
            }
            case TLS -> {
                Networks.Handshake[] ways = Networks.Handshake.values();
                spell(random, family, () -> {
                    networks.handshake(ways[random.nextInt(1, ways.length)]);
                    onLink(Connection::reset);
                }, () -> networks.handshake(Networks.Handshake.WORKS));
            }
            case ACKS_LOST -> spell(random, family, () -> mood.loseAcks = random.nextInt(1, 5), () -> mood.loseAcks = 0);
            case ACKS_SLOW -> spell(random, family, () -> mood.slowAcks = random.nextInt(1, 4), () -> mood.slowAcks = 0);
            case ACKS_REFUSED -> spell(random, family, () -> {
                mood.refusePublishes = random.nextInt(1, 4);
                mood.refuseSubscriptions = random.nextInt(1, 3);
                if (random.nextBoolean()) {
                    world.broker().disconnect(0x98);
                }
            }, () -> {
                mood.refusePublishes = 0;
                mood.refuseSubscriptions = 0;
            });
            case DUPLICATES -> spell(random, family, () -> mood.duplicates = 2, () -> mood.duplicates = 0);
            case DISCONNECTS -> blow(random, family, () -> world.broker().disconnect(DISCONNECTS[random.nextInt(DISCONNECTS.length)]));
            case CONNECT_REFUSED -> spell(random, family, () -> {
                switch (random.nextInt(4)) {
                    case 0 -> mood.muteAtConnect = true;
                    case 1 -> mood.closesAfterConnect = true;
                    default -> mood.connackCode = CONNACKS[random.nextInt(CONNACKS.length)];
                }
                world.broker().disconnect(0x98);
            }, () -> {
                mood.muteAtConnect = false;
                mood.closesAfterConnect = false;
                mood.connackCode = 0;
            });
            case MALFORMED -> malformed(random);
            case AMNESIA -> blow(random, family, () -> {
                world.broker().disconnect(0x8B);
                world.broker().forget();
            });
            case RIVAL -> spell(random, family, () -> rival(random), () -> {});
            case SIM_REMOVED -> sim(random, family, SimCard.Condition.REMOVED);
            case SIM_WITHOUT_KEYS -> sim(random, family, SimCard.Condition.WITHOUT_KEYS);
            case SIM_HALF_WRITTEN -> sim(random, family, SimCard.Condition.HALF_WRITTEN);
            case SIM_EXPIRED -> sim(random, family, SimCard.Condition.EXPIRED);
            case SIM_ROTATED -> blow(random, family, () -> {
                sim.renew(true, random.nextBoolean());
                if (random.nextBoolean()) {
                    onLink(Connection::reset);
                }
            });
            case SIM_BAD_KEYS -> blow(random, family, () -> {
                sim.renew(false, false);
                onLink(Connection::reset);
                later(random, () -> sim.renew(true, true));
            });
            case POWER -> blow(random, family, world::powerFails);
            case CLOCK -> blow(random, family, () -> world.clockJumps(random.nextLong((random.nextInt(5) == 0 ? 1200 : 60) * SECOND)));
        }
    }

    private void way(SplittableRandom random, Family family, Networks.Way way) {
        Networks networks = world.networks();
        boolean all = networks.count() == 1 || random.nextInt(3) != 0;
        int only = random.nextInt(networks.count());
        spell(random, family, () -> {
            for (int i = 0; i < networks.count(); i++) {
                if (all || i == only) {
                    networks.way(i, way);
                }
            }
            if (random.nextBoolean()) {
                onLink(Connection::reset);
            }
        }, () -> {
            for (int i = 0; i < networks.count(); i++) {
                networks.way(i, Networks.Way.OPEN);
            }
        });
    }

    private void sim(SplittableRandom random, Family family, SimCard.Condition condition) {
        spell(random, family, () -> {
            world.sim().condition(condition);
            if (random.nextInt(3) != 0) {
                onLink(Connection::reset);
            }
        }, () -> {
            world.sim().condition(SimCard.Condition.GOOD);
            if (random.nextBoolean()) {
                world.sim().renew(true, true);
            }
        });
    }

    private void malformed(SplittableRandom random) {
        Broker broker = world.broker();
        BrokerMood mood = broker.mood();
        switch (random.nextInt(6)) {
            case 0 -> spell(random, Family.MALFORMED, () -> {
                mood.garbageForConnack = true;
                onLink(Connection::reset);
            }, () -> mood.garbageForConnack = false);
            case 1 -> blow(random, Family.MALFORMED, () -> broker.misspeak(new BrokerSays.OutOfPlace(random.nextInt(3))));
            case 2 -> blow(random, Family.MALFORMED, () -> broker.misspeak(new BrokerSays.Connack(0, false, false, 0, 0)));
            case 3 -> blow(random, Family.MALFORMED, () -> broker.misspeak(new BrokerSays.Puback(random.nextInt(1, 65536), 0)));
            case 4 -> blow(random, Family.MALFORMED, () -> broker.misspeak(new BrokerSays.Suback(random.nextInt(40_000, 65536), 1)));
            default -> blow(random, Family.MALFORMED, () -> broker.misspeak(new BrokerSays.Garbage("too large message: 300000 bytes", false)));
        }
    }

    /** The other modem of the same name connects now and then. */
    private void rival(SplittableRandom random) {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            world.timeline().in(random.nextLong(20 * SECOND), () -> {
                if (!over) {
                    world.broker().disconnect(0x8E);
                }
            });
        }
    }

    private void congested(boolean on) {
        onLink(connection -> connection.congested(on));
    }

    private void onLink(java.util.function.Consumer<Connection> what) {
        @Nullable Connection connection = world.connection();
        if (connection != null) {
            what.accept(connection);
        }
    }
}
