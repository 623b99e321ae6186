package dev.softclick.testing.recording;

import dev.softclick.ModemEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes a recording as JSON, one object a line: {@code t} is seconds since the recording began; {@code dir} says who sent {@code text} (ASCII alone) or
 * {@code hex}; {@code command} is a whole line of the host; {@code state} and {@code mqtt} tell of the link, {@code line} of signals and faults of the line.
 */
public final class JsonLinesWriter implements RecordingFormat {
    /** Longest command line that is told as such, in bytes. */
    private static final int MAX_COMMAND = 1024;

    private final String header;
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

    /** A writer; version and time are for the first line. */
    public JsonLinesWriter(String version, Instant now) {
        header = "{\"t\":0.000,\"recorded\":" + quoted(now.toString()) + ",\"softclick\":" + quoted(version) + "}\n";
    }

    @Override
    public String begin() {
        return header;
    }

    @Override
    public String add(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Bytes bytes -> line(bytes.at(), "\"dir\":" + (bytes.fromHost() ? "\"host\"," : "\"modem\",") + data(bytes.bytes()))
                    + (bytes.fromHost() ? commands(bytes) : "");
            case Recorded.Event(long _, ModemEvent.PublishAnswered _) -> "";
            case Recorded.Event(long at, ModemEvent event) -> line(at, event(event));
            case Recorded.Remark(long at, String text) -> line(at, "\"line\":" + quoted(text));
            case Recorded.Lost(long at, long pieces) -> line(at, "\"lost\":" + pieces);
        };
    }

    @Override
    public String quiet(long now) {
        return "";
    }

    @Override
    public String end() {
        return "";
    }

    private String commands(Recorded.Bytes bytes) {
        StringBuilder lines = new StringBuilder();
        for (byte b : bytes.bytes()) {
            if (b == '\r') {
                String text = typed.toString(StandardCharsets.ISO_8859_1).strip();
                typed.reset();
                if (text.length() >= 2 && text.regionMatches(true, 0, "AT", 0, 2)) {
                    lines.append(line(bytes.at(), "\"command\":" + quoted(text)));
                }
            } else if (typed.size() < MAX_COMMAND) {
                typed.write(b);
            }
        }
        return lines.toString();
    }

    private static String event(ModemEvent event) {
        return switch (event) {
            case ModemEvent.StateChanged(var state) -> "\"state\":" + state.code() + ",\"name\":" + quoted(state.text());
            case ModemEvent.Publishing(String topic, byte[] payload, boolean acknowledged) -> "\"mqtt\":\"publish\",\"topic\":" + quoted(topic)
                    + ",\"qos\":" + (acknowledged ? 1 : 0) + "," + data(payload);
            case ModemEvent.PublishAnswered _ -> "";
            case ModemEvent.Arrived(String topic, byte[] payload) -> "\"mqtt\":\"message\",\"topic\":" + quoted(topic) + "," + data(payload);
            case ModemEvent.Subscribing(String filter, boolean on) -> "\"mqtt\":" + (on ? "\"subscribe\"" : "\"unsubscribe\"") + ",\"filter\":"
                    + quoted(filter);
            case ModemEvent.LinkDown(String reason) -> "\"mqtt\":\"down\",\"reason\":" + quoted(reason);
        };
    }

    private static String line(long at, String members) {
        return String.format(Locale.ROOT, "{\"t\":%.3f,%s}\n", Math.max(0, at) / 1e9, members);
    }

    private static String data(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            ascii &= b >= 0 && b < 127;
        }
        return ascii
                ? "\"text\":" + quoted(new String(bytes, StandardCharsets.US_ASCII))
                : "\"hex\":\"" + HexFormat.of().formatHex(bytes) + "\"";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c >= 127) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
