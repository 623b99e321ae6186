package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a broker says against us into a {@link LinkFault}. What it says in its own words is cut short and cleaned for the log. */
final class Refusal {
    /** Longest text of a broker that is told on, in characters. */
    private static final int MAX_TEXT = 200;

    /** How the codec words a CONNACK code that it has no name for. */
    private static final Pattern UNNAMED_CODE = Pattern.compile("unknown connect return code: (\\d{1,3})");

    private Refusal() {}

    /** A CONNACK with any code but 0. */
    static LinkFault connack(int code, MqttProperties properties) {
        Cause cause =
                switch (code & 0xFF) {
                    case 2, 4, 5, 0x85, 0x86, 0x87, 0x8A, 0x8C -> Cause.CONNACK_NOT_AUTHORISED;
                    default -> Cause.CONNACK_REFUSED;
                };
        return new LinkFault(cause, "the broker refused the connection: " + ReasonCode.words(code) + said(properties));
    }

    /** A DISCONNECT from the broker (MQTT 5 clause 3.14). */
    static LinkFault disconnect(int code, MqttProperties properties) {
        Cause cause =
                switch (code & 0xFF) {
                    case 0x8D -> Cause.KEEP_ALIVE_TIMEOUT;
                    case 0x8E -> Cause.SESSION_TAKEN_OVER;
                    default -> Cause.SERVER_DISCONNECT;
                };
        return new LinkFault(cause, "the broker disconnected us: " + ReasonCode.words(code) + said(properties));
    }

    /** A packet that the codec could not read while we waited for CONNACK: some refusals come so, as the codec has no name for them. */
    static LinkFault unreadableConnack(Throwable cause) {
        Matcher matcher = UNNAMED_CODE.matcher(String.valueOf(cause.getMessage()));
        return matcher.find() ? connack(Integer.parseInt(matcher.group(1)), MqttProperties.NO_PROPERTIES) : malformed(cause);
    }

    static LinkFault malformed(Throwable cause) {
        return protocolError("malformed packet: " + clean(String.valueOf(cause.getMessage())));
    }

    static LinkFault protocolError(String words) {
        return new LinkFault(Cause.PROTOCOL_ERROR, "the broker broke the protocol: " + words);
    }

    /** The reason string that came with it (MQTT 5 property 0x1F), or nothing. */
    static String said(MqttProperties properties) {
        return properties.getProperty(MqttProperties.REASON_STRING) instanceof MqttProperties.StringProperty text
                ? ", it says \"" + clean(text.value()) + "\""
                : "";
    }

    /** Makes foreign text fit for one line of a log. */
    static String clean(String text) {
        StringBuilder line = new StringBuilder();
        int length = Math.min(text.length(), MAX_TEXT);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.length() > MAX_TEXT ? line.append("...").toString() : line.toString();
    }
}
