package dev.softclick.faults;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one modem's part of a soak came to. Messages are numbers, so that an hour of them costs no more memory than a minute. Any thread may call it.
 */
final class SoakCounts {
    private final BitSet sendOk = new BitSet();
    private final BitSet seenAtBroker = new BitSet();
    private final BitSet taken = new BitSet();
    private final BitSet delivered = new BitSet();
    private final BitSet brokerMayHaveLost = new BitSet();
    private final Map<String, Integer> faults = new TreeMap<>();
    private int published;
    private int refused;
    private int sendFail;
    private int uplinkDuplicates;
    private int downlinkDuplicates;
    private int connects;

    synchronized int nextUplink() {
        return published++;
    }

    synchronized void sendOk(int number) {
        sendOk.set(number);
    }

    synchronized void sendFail() {
        sendFail++;
    }

    /** The modem said ERROR instead of the prompt. */
    synchronized void refused() {
        refused++;
    }

    synchronized void seenAtBroker(int number) {
        uplinkDuplicates += seenAtBroker.get(number) ? 1 : 0;
        seenAtBroker.set(number);
    }

    /** The broker has acknowledged a downlink message to its publisher. */
    synchronized void taken(int number) {
        taken.set(number);
    }

    synchronized void delivered(int number) {
        downlinkDuplicates += delivered.get(number) ? 1 : 0;
        delivered.set(number);
    }

    /** The broker was killed by force: what it had acknowledged and not delivered, it may have lost. */
    synchronized void brokerKilled() {
        BitSet waiting = (BitSet) taken.clone();
        waiting.andNot(delivered);
        brokerMayHaveLost.or(waiting);
    }

    synchronized void fault(String kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    synchronized void connected() {
        connects++;
    }

    synchronized int connects() {
        return connects;
    }

    synchronized int acknowledged() {
        return sendOk.cardinality();
    }

    synchronized int deliveries() {
        return delivered.cardinality();
    }

    synchronized Map<String, Integer> faults() {
        return new TreeMap<>(faults);
    }

    /** SEND OK was said, and nobody at the broker has seen it. */
    synchronized BitSet lostUplink() {
        BitSet lost = (BitSet) sendOk.clone();
        lost.andNot(seenAtBroker);
        return lost;
    }

    /** The broker took it and was not killed with it in hand, and the host has not got it. */
    synchronized BitSet lostDownlink() {
        BitSet lost = (BitSet) taken.clone();
        lost.andNot(delivered);
        lost.andNot(brokerMayHaveLost);
        return lost;
    }

    synchronized String block(String name) {
        BitSet killedWith = (BitSet) brokerMayHaveLost.clone();
        killedWith.andNot(delivered);
        return """
                %s
                  uplink    published %d, SEND OK %d, SEND FAIL %d, refused (ERROR) %d; seen at the broker %d, duplicates %d, lost %d
                  downlink  taken by the broker %d, delivered %d, duplicates %d, lost %d; in a killed broker's hands %d, of which gone %d
                  link      connected %d times
                  faults    %s
                """.formatted(
                name, published, sendOk.cardinality(), sendFail, refused, seenAtBroker.cardinality(), uplinkDuplicates, lostUplink().cardinality(),
                taken.cardinality(), delivered.cardinality(), downlinkDuplicates, lostDownlink().cardinality(), brokerMayHaveLost.cardinality(),
                killedWith.cardinality(), connects, faults);
    }
}
