package dev.softclick.simulation.check;

import org.jspecify.annotations.Nullable;

/** What must have happened in a run that claims to have tested the modem. */
public enum RareEvent {
    TAKEN_OVER("another client takes the name (0x8E)"),
    BROKER_DISCONNECTS("the broker disconnects with a reason"),
    CONNECT_REFUSED("CONNACK refuses"),
    CERTIFICATE_REFUSED("the cloud refuses the certificate"),
    CONNECT_TIMED_OUT("a connection is never answered"),
    TLS_TIMED_OUT("a handshake is never answered"),
    GARBAGE("a packet that can't be read"),
    PACKET_OUT_OF_PLACE("a packet that no broker may send"),
    TOLD_OF_PROTOCOL_ERROR("the modem disconnects with a reason"),
    NEW_KEYS_TRIED("new keys are tried"),
    OLD_KEYS_AGAIN("the older keys are used again"),
    WAITING_FOR_KEYS("state 1: waiting for keys"),
    KEYS_CAME("state 1 to 2: keys came"),
    ANOTHER_NETWORK("another network is used"),
    SESSION_RESUMED("the broker kept the session"),
    SESSION_FORGOTTEN("the broker forgot the session"),
    SESSION_DROPPED("the modem drops the session"),
    LINGER_ENDED("the link lingers and ends"),
    FELL_BACK_TO_3_1_1("MQTT 3.1.1 is spoken"),
    PING("PINGREQ"),
    LINK_PAUSED("64 messages wait: the link is not read"),
    LINK_GOES_ON("the link is read again"),
    DUPLICATE("a message comes twice"),
    DUPLICATE_AFTER_RESUME("a message comes again after a lost link"),
    SUBSCRIBE_REFUSED("a subscription is refused"),
    RESTORE_REFUSED("a subscription is refused on restoring"),
    PUBLISH_REFUSED("a publish is refused"),
    OPEN_TIMED_OUT("an open ends after 75 s"),
    OPEN_FAILED("an open fails"),
    OPEN_TWICE("an open of an open socket (-2)"),
    CLOSE_TWICE("a close of a closed socket (-2)"),
    PUBLISH_WAITED_FOR_OPEN("a publish waits for its open"),
    PROMPT_WAITED_FOR_LINE_FEED("a prompt waits 20 ms for a line feed"),
    SEND_FAIL_BY_TIME("SEND FAIL: no PUBACK in 30 s"),
    SEND_FAIL_BY_LOST_LINK("SEND FAIL: the link broke"),
    SEND_FAIL_REFUSED("SEND FAIL: refused"),
    SEND_FAIL_AT_QOS_1("SEND FAIL at qos 1"),
    DATA_BEFORE_SEND_OK("data while SEND OK is waited for"),
    URC_AFTER_HALF_TYPED_LINE("something unsolicited inside a line half typed"),
    LINE_TOO_LONG("a line of more than 1024 bytes"),
    MORE_TYPED_THAN_KEPT("more is typed than is kept"),
    BYTE_LOST("a byte is lost on the line"),
    POWER_FAILURE("power fails"),
    CLOCK_JUMP("the clock jumps"),
    STATE_2("AT+AWSSTATE? tells 2"),
    STATE_3("AT+AWSSTATE? tells 3"),
    STATE_5("AT+AWSSTATE? tells 5"),
    STATE_8("AT+AWSSTATE? tells 8");

    private final String text;

    RareEvent(String text) {
        this.text = text;
    }

    /** In plain words. */
    public String text() {
        return text;
    }

    static @Nullable RareEvent ofState(int state) {
        return switch (state) {
            case 2 -> STATE_2;
            case 3 -> STATE_3;
            case 5 -> STATE_5;
            case 8 -> STATE_8;
            default -> null;
        };
    }
}
