package dev.softclick.simulation.world;

/** Kinds of trouble; each seed draws which of them its world has. */
public enum Family {
    /** What the host writes comes in pieces, with pauses. */
    CHUNKS,
    /** Garbage before command lines. */
    NOISE,
    /** Bytes of the host get lost. */
    LOSS,
    /** The host reads late. */
    SLOW_READER,
    /** The host closes the port for a while. */
    CLOSED_PORT,
    /** The host sends much at once. */
    FLOOD,
    /** Name or address lead nowhere. */
    NET_REFUSES,
    /** Connections are never answered. */
    NET_BLACK_HOLE,
    /** A connection stops carrying anything, and nobody is told. */
    NET_HALF_OPEN,
    /** Connections break. */
    NET_RESETS,
    /** Packets take long, or come in two parts. */
    NET_LATENCY,
    /** The connection takes nothing more for a while. */
    NET_CONGESTED,
    /** The SIM has several networks, and some have trouble while others work. */
    NET_SEVERAL,
    /** TLS fails. */
    TLS,
    /** Acknowledgements get lost. */
    ACKS_LOST,
    /** Acknowledgements take long. */
    ACKS_SLOW,
    /** Publishes and subscriptions are refused. */
    ACKS_REFUSED,
    /** Messages are delivered twice. */
    DUPLICATES,
    /** The broker disconnects, with every reason. */
    DISCONNECTS,
    /** The broker refuses connections, with every reason. */
    CONNECT_REFUSED,
    /** The broker sends packets that are none. */
    MALFORMED,
    /** The broker forgets its sessions. */
    AMNESIA,
    /** The broker knows MQTT 3.1.1 only. */
    OLD_MQTT,
    /** The broker sends more than the modem said it takes. */
    GREEDY,
    /** Another client has the same name. */
    RIVAL,
    /** Many messages come at once. */
    BURSTS,
    /** The SIM is taken out and put back. */
    SIM_REMOVED,
    /** The SIM has no keys for a while. */
    SIM_WITHOUT_KEYS,
    /** Half of new keys is on the SIM. */
    SIM_HALF_WRITTEN,
    /** New keys, the old ones revoked. */
    SIM_ROTATED,
    /** New keys that the cloud does not take. */
    SIM_BAD_KEYS,
    /** The keys run out. */
    SIM_EXPIRED,
    /** Power fails, at any byte. */
    POWER,
    /** The clock jumps. */
    CLOCK
}
