package dev.softclick.simulation.world;

/** How badly the broker behaves just now. Chances are one in so many, 0 for never. */
final class BrokerMood {
    /** The broker speaks MQTT 3.1.1 only. */
    boolean old;

    /** It closes on MQTT 5 without a word. */
    boolean oldAndRude;

    /** It sends more than it was told that we take. */
    boolean greedy;

    /** It does not answer CONNECT. */
    boolean muteAtConnect;

    /** CONNACK code, 0 for welcome. */
    int connackCode;

    /** It closes right after CONNECT, without CONNACK. */
    boolean closesAfterConnect;

    /** Instead of CONNACK comes garbage. */
    boolean garbageForConnack;

    int loseAcks;
    int slowAcks;
    int refusePublishes;
    int refuseSubscriptions;
    int duplicates;

    /** Limits that CONNACK names, 0 for none. */
    int receiveMaximum;

    int keepAlive;

    void mend() {
        muteAtConnect = false;
        connackCode = 0;
        closesAfterConnect = false;
        garbageForConnack = false;
        loseAcks = 0;
        slowAcks = 0;
        refusePublishes = 0;
        refuseSubscriptions = 0;
        duplicates = 0;
    }
}
