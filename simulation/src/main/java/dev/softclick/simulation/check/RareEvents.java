package dev.softclick.simulation.check;

import dev.softclick.simulation.check.Heard.Place;
import dev.softclick.simulation.world.BrokerSays;
import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.CloudMessage;
import dev.softclick.simulation.world.Seen;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the things that are rare enough to be doubted: a run in which one of them never happened has not tested it. */
public final class RareEvents implements Checker {
    private static final long SECOND = 1_000_000_000L;

    private final Ear ear;
    private final SocketBook book;
    private final Map<RareEvent, Integer> counts = new TreeMap<>();
    private final Set<Integer> delivered = new HashSet<>();
    private final Set<Integer> disconnectCodes = new HashSet<>();
    private String network = "";
    private long generation;
    private int state;
    private long promptLineAt;
    private boolean linkUp;
    private boolean broke;
    private boolean inPieces;

    RareEvents(Ear ear, SocketBook book) {
        this.ear = ear;
        this.book = book;
    }

    /** How often each happened. */
    public Map<RareEvent, Integer> counts() {
        return counts;
    }

    private void count(RareEvent event) {
        counts.merge(event, 1, Integer::sum);
    }

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.PoweredUp _ -> powerUp(now);
            case Seen.StateMoved moved -> moved(moved);
            case Seen.LinkOpened opened -> opened(opened);
            case Seen.LinkBroke broken -> broke(broken);
            case Seen.LinkReading reading -> count(reading.on() ? RareEvent.LINK_GOES_ON : RareEvent.LINK_PAUSED);
            case Seen.Sent sent -> sent(sent.packet());
            case Seen.Received received -> received(received.packet());
            case Seen.ClockJumped _ -> count(RareEvent.CLOCK_JUMP);
            case Seen.SessionLost _ -> count(RareEvent.SESSION_FORGOTTEN);
            case Seen.Weathered weather when weather.what().equals("a byte is lost") -> count(RareEvent.BYTE_LOST);
            default -> {}
        }
        if (ear.overflowed() && !inPieces) {
            inPieces = true;
            count(RareEvent.MORE_TYPED_THAN_KEPT);
        }
    }

    private void powerUp(long now) {
        if (now > 0) {
            count(RareEvent.POWER_FAILURE);
        }
        state = 0;
        linkUp = false;
        generation = 0;
        inPieces = false;
        delivered.clear();
    }

    private void moved(Seen.StateMoved moved) {
        if (state == 1 && moved.to() == 2) {
            count(RareEvent.KEYS_CAME);
        }
        if (moved.to() == 0 && (state == 6 || state == 7) && !book.anyOpen()) {
            count(RareEvent.LINGER_ENDED);
        }
        if (moved.to() == 1) {
            count(RareEvent.WAITING_FOR_KEYS);
        }
        state = moved.to();
    }

    private void opened(Seen.LinkOpened opened) {
        if (opened.generation() > generation && generation > 0) {
            count(RareEvent.NEW_KEYS_TRIED);
        }
        if (opened.generation() < generation) {
            count(RareEvent.OLD_KEYS_AGAIN);
        }
        if (!network.isEmpty() && !network.equals(opened.network())) {
            count(RareEvent.ANOTHER_NETWORK);
        }
        generation = opened.generation();
        network = opened.network();
        linkUp = false;
    }

    private void broke(Seen.LinkBroke broken) {
        switch (broken.why()) {
            case "CONNECT_TIMEOUT" -> count(RareEvent.CONNECT_TIMED_OUT);
            case "TLS_TIMEOUT" -> count(RareEvent.TLS_TIMED_OUT);
            case "TLS_ALERT_CERTIFICATE" -> count(RareEvent.CERTIFICATE_REFUSED);
            default -> {}
        }
        broke = true;
        linkUp = false;
    }

    private void sent(ClientSays packet) {
        switch (packet) {
            case ClientSays.Connect connect -> {
                if (connect.version() != 5) {
                    count(RareEvent.FELL_BACK_TO_3_1_1);
                }
            }
            case ClientSays.Ping _ -> count(RareEvent.PING);
            case ClientSays.Disconnect disconnect -> {
                if (disconnect.forget()) {
                    count(RareEvent.SESSION_DROPPED);
                } else {
                    count(RareEvent.TOLD_OF_PROTOCOL_ERROR);
                }
            }
            default -> {}
        }
    }

    private void received(BrokerSays packet) {
        switch (packet) {
            case BrokerSays.Connack connack -> {
                if (connack.code() == 0 && !linkUp) {
                    linkUp = true;
                    if (connack.sessionPresent()) {
                        count(RareEvent.SESSION_RESUMED);
                    }
                } else if (connack.code() != 0) {
                    count(RareEvent.CONNECT_REFUSED);
                }
            }
            case BrokerSays.Publish publish -> {
                CloudMessage message = publish.message();
                if (!delivered.add(message.number()) && publish.again()) {
                    count(broke ? RareEvent.DUPLICATE_AFTER_RESUME : RareEvent.DUPLICATE);
                }
            }
            case BrokerSays.Suback suback when suback.code() >= 0x80 -> {
                boolean restoring = !book.anyPending();
                count(restoring ? RareEvent.RESTORE_REFUSED : RareEvent.SUBSCRIBE_REFUSED);
            }
            case BrokerSays.Puback puback when puback.code() >= 0x80 -> count(RareEvent.PUBLISH_REFUSED);
            case BrokerSays.Disconnect disconnect -> {
                count(RareEvent.BROKER_DISCONNECTS);
                if (disconnect.code() == 0x8E) {
                    count(RareEvent.TAKEN_OVER);
                }
                disconnectCodes.add(disconnect.code());
            }
            case BrokerSays.Garbage _ -> count(RareEvent.GARBAGE);
            case BrokerSays.OutOfPlace _ -> count(RareEvent.PACKET_OUT_OF_PLACE);
            default -> {}
        }
    }

    /** Which reasons the broker gave for disconnecting. */
    public Set<Integer> disconnectCodes() {
        return disconnectCodes;
    }

    @Override
    public void hear(long now, Heard heard) {
        switch (heard) {
            case Heard.Line line -> {
                promptLineAt = now;
                if (line.tooLong()) {
                    count(RareEvent.LINE_TOO_LONG);
                }
            }
            case Heard.Prompt _ -> {
                if (now - promptLineAt >= 20_000_000L && now - promptLineAt < 21_000_000L) {
                    count(RareEvent.PROMPT_WAITED_FOR_LINE_FEED);
                } else if (now - promptLineAt > 50_000_000L) {
                    count(RareEvent.PUBLISH_WAITED_FOR_OPEN);
                }
            }
            case Heard.SendResult result -> {
                if (!result.ok()) {
                    boolean slow = now - result.payloadAt() >= 30 * SECOND;
                    count(!result.order().acknowledged() ? RareEvent.SEND_FAIL_AT_QOS_1
                            : slow ? RareEvent.SEND_FAIL_BY_TIME : linkUp ? RareEvent.SEND_FAIL_REFUSED : RareEvent.SEND_FAIL_BY_LOST_LINK);
                }
            }
            case Heard.SocketResult result -> result(now, result);
            case Heard.Data data -> {
                if (ear.place() == Place.RESULT) {
                    count(RareEvent.DATA_BEFORE_SEND_OK);
                }
                if (ear.halfTyped()) {
                    count(RareEvent.URC_AFTER_HALF_TYPED_LINE);
                }
            }
            case Heard.Told info when info.text().startsWith("+AWSSTATE: ") && info.text().length() == 12 -> {
                RareEvent told = RareEvent.ofState(info.text().charAt(11) - '0');
                if (told != null) {
                    count(told);
                }
            }
            default -> {}
        }
    }

    private void result(long now, Heard.SocketResult result) {
        if (result.code() == -2) {
            count(result.open() ? RareEvent.OPEN_TWICE : RareEvent.CLOSE_TWICE);
        } else if (result.code() == -1) {
            SocketBook.Pending open = book.lastAnswered();
            count(open != null && now - open.okLeftAt >= 74 * SECOND ? RareEvent.OPEN_TIMED_OUT : RareEvent.OPEN_FAILED);
        }
        if (ear.halfTyped()) {
            count(RareEvent.URC_AFTER_HALF_TYPED_LINE);
        }
    }
}
