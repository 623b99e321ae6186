package dev.softclick.simulation.check;

import dev.softclick.simulation.check.Heard.Order;
import dev.softclick.simulation.check.Heard.Place;
import dev.softclick.simulation.world.Seen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens at the modem's connector and takes the talk apart by wire.md alone. It follows the order of things strictly: as long as a command line waits
 * for its result, what the host types further is not looked at. Hears nothing more once the talk made no sense, or once more was typed than a
 * modem keeps.
 */
final class Ear {
    interface Listener {
        void hear(long now, Heard heard);
    }

    private record Typed(byte value, long at) {}

    private static final int KEPT = 1024;
    private static final long HALF_TYPED_HOLDS = 1_000_000_000L;
    private static final String CRLF = "\r\n";
    private static final Pattern PUBLISH = Pattern.compile("\\+AWSPUBLISH\\s*=\\s*(\\d+)\\s*,\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?$");
    private static final Pattern SOCKET_RESULT = Pattern.compile("\\+AWS(PUB|SUB)(OPEN|CLOSE): ?(\\d+),(-?\\d+)");
    private static final Pattern DATA = Pattern.compile("\\+AWS:(\\d+),(\\d+)");

    private final Listener listener;
    private final IntPredicate publishWaits;
    private final ArrayDeque<Typed> typed = new ArrayDeque<>();
    private final ArrayDeque<Byte> echo = new ArrayDeque<>();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private TypedLines lines = new TypedLines();
    private HostSettings settings = HostSettings.FACTORY;
    private HostSettings stored = HostSettings.FACTORY;
    private String lastLine = "";
    private String line = "";
    private String said = "";
    private Place place = Place.BETWEEN;
    private @Nullable Order order;
    private boolean tooLong;
    private boolean informed;
    private boolean finalOnWire;
    private boolean deaf;
    private boolean overflowed;
    private long typedAt;
    private long lastTypedAt;
    private long payloadAt;

    /** @param publishWaits whether an open or close of that publish socket still owes its result */
    Ear(IntPredicate publishWaits, Listener listener) {
        this.publishWaits = publishWaits;
        this.listener = listener;
    }

    void see(long now, Seen seen) {
        switch (seen) {
            case Seen.PoweredUp _ -> {
                if (order != null && place != Place.BETWEEN) {
                    listener.hear(now, new Heard.Abandoned(typedAt));
                }
                powerUp();
            }
            case Seen.Typed bytes -> typed(bytes.bytes(), now);
            case Seen.Said bytes -> said(bytes.bytes(), now);
            case Seen.WireFree _ -> {
                if (finalOnWire) {
                    finalOnWire = false;
                    listener.hear(now, new Heard.FinalLeft());
                }
            }
            default -> {}
        }
    }

    private void powerUp() {
        typed.clear();
        echo.clear();
        payload.reset();
        lines = new TypedLines();
        settings = HostSettings.FACTORY;
        stored = HostSettings.FACTORY;
        lastLine = "";
        said = "";
        place = Place.BETWEEN;
        order = null;
        finalOnWire = false;
        deaf = false;
        overflowed = false;
    }

    /** Where the talk is. */
    Place place() {
        return place;
    }

    /** Whether it makes sense of the talk. */
    boolean hears() {
        return !deaf;
    }

    /** Whether more was typed than a modem keeps, so that lines may be lost. */
    boolean overflowed() {
        return overflowed;
    }

    /** Whether the modem has an excuse to hold back what nobody asked for. */
    boolean holds() {
        return place == Place.PAYLOAD || place == Place.RESULT && order != null && !order.acknowledged() || lines.halfTyped();
    }

    boolean halfTyped() {
        return lines.halfTyped();
    }

    @Nullable Order order() {
        return order;
    }

    private void typed(byte[] bytes, long now) {
        if (deaf) {
            return;
        }
        for (byte b : bytes) {
            typed.add(new Typed(b, now));
        }
        advance(now);
        if (typed.size() > KEPT && order != null) {
            deaf = true;
            overflowed = true;
        }
    }

    private void advance(long now) {
        while (!typed.isEmpty()) {
            switch (place) {
                case BETWEEN -> between(typed.remove(), now);
                case PAYLOAD -> payload(typed.remove());
                case RESPONSE, RESULT -> {
                    return;
                }
            }
        }
    }

    private void between(Typed next, long now) {
        TypedLines.Kind kind = lines.take(next.value());
        lastTypedAt = next.at();
        if (kind == TypedLines.Kind.SWALLOWED) {
            return;
        }
        if (settings.echo()) {
            echo.add(next.value());
        }
        if (kind == TypedLines.Kind.PLAIN) {
            return;
        }
        tooLong = kind == TypedLines.Kind.TOO_LONG;
        line = kind == TypedLines.Kind.LINE ? lines.line() : lastLine;
        if (!tooLong) {
            lastLine = line;
        }
        typedAt = next.at();
        place = Place.RESPONSE;
        informed = false;
        Matcher publish = PUBLISH.matcher(line.strip().toUpperCase(Locale.ROOT));
        order = publish.find() && !tooLong
                ? new Order(number(publish.group(1)), number(publish.group(2)), publish.group(3) != null && number(publish.group(3)) == 2)
                : null;
        listener.hear(now, new Heard.Line(line, tooLong));
        if (!tooLong && (HostSettings.isBasic(line) ? settings.after(line, stored).quiet() : settings.quiet())) {
            ended(true, now);
        }
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private void payload(Typed next) {
        payload.write(next.value());
        payloadAt = next.at();
        if (order != null && payload.size() == order.length()) {
            place = Place.RESULT;
        }
    }

    private void ended(boolean ok, long now) {
        place = Place.BETWEEN;
        if (ok && !tooLong && HostSettings.isBasic(line)) {
            String upper = line.toUpperCase(Locale.ROOT);
            settings = settings.after(line, stored);
            stored = upper.contains("&W") ? settings : stored;
        }
        finalOnWire = true;
        listener.hear(now, new Heard.Final(line, ok, typedAt));
        order = null;
    }

    private void said(byte[] bytes, long now) {
        if (deaf) {
            return;
        }
        said += new String(bytes, StandardCharsets.ISO_8859_1);
        int before;
        do {
            before = said.length();
            advance(now);
            if (!said.isEmpty() && !deaf) {
                hearOne(now);
            }
        } while (said.length() < before && !deaf);
        advance(now);
    }

    private void hearOne(long now) {
        if (!echo.isEmpty()) {
            if ((byte) said.charAt(0) == echo.peek()) {
                echo.remove();
                said = said.substring(1);
            } else {
                stop(now, new Heard.WrongEcho(Seen.visible(new byte[] {echo.peek()}), shown()));
            }
            return;
        }
        switch (place) {
            case BETWEEN -> unsolicited(now, lines.halfTyped() && now - lastTypedAt < HALF_TYPED_HOLDS);
            case RESPONSE -> response(now);
            case PAYLOAD -> stop(now, new Heard.Stray(place, shown(), looksUnsolicited()));
            case RESULT -> result(now);
        }
    }

    private void response(long now) {
        if (order != null && said.startsWith(CRLF + ">")) {
            said = said.substring(3);
            prompted(now);
            return;
        }
        if (looksUnsolicited()) {
            boolean flows = order != null && publishWaits.test(order.index());
            unsolicited(now, !flows);
            return;
        }
        boolean verbose = !tooLong && HostSettings.isBasic(line) ? settings.after(line, stored).verbose() : settings.verbose();
        if (!verbose && !said.startsWith(CRLF)) {
            briefResponse(now);
            return;
        }
        boolean framed = said.startsWith(CRLF);
        if (!framed && !informed) {
            stop(now, new Heard.Stray(place, shown(), false));
            return;
        }
        int from = framed ? 2 : 0;
        int to = said.indexOf(CRLF, from);
        if (to < 0) {
            return;
        }
        String text = said.substring(from, to);
        said = said.substring(to + 2);
        if (framed && (text.equals("OK") || text.equals("ERROR") || text.startsWith("+CME ERROR: "))) {
            ended(text.equals("OK"), now);
        } else {
            information(text, now);
        }
    }

    private void briefResponse(long now) {
        int to = said.indexOf('\r');
        if (to < 0) {
            return;
        }
        String text = said.substring(0, to);
        if (text.equals("0") || text.equals("4")) {
            said = said.substring(to + 1);
            ended(text.equals("0"), now);
        } else if (said.startsWith(CRLF, to)) {
            said = said.substring(to + 2);
            information(text, now);
        } else if (said.length() > to + 1) {
            stop(now, new Heard.Stray(place, shown(), false));
        }
    }

    private void information(String text, long now) {
        informed = true;
        listener.hear(now, new Heard.Told(line, text, typedAt));
    }

    private void prompted(long now) {
        boolean waits = lines.promptWaits();
        Typed next = typed.peek();
        boolean lineFeed = waits && next != null && next.value() == '\n';
        if (lineFeed) {
            typed.remove();
        }
        lines.prompted(lineFeed);
        place = Place.PAYLOAD;
        payload.reset();
        if (order != null) {
            listener.hear(now, new Heard.Prompt(order));
        }
    }

    private void result(long now) {
        Order wanted = order;
        for (String words : new String[] {"SEND OK", "SEND FAIL"}) {
            String framed = CRLF + words + CRLF;
            if (said.startsWith(framed) && wanted != null) {
                said = said.substring(framed.length());
                place = Place.BETWEEN;
                order = null;
                listener.hear(now, new Heard.SendResult(wanted, payload.toByteArray(), words.endsWith("OK"), payloadAt));
                return;
            }
        }
        unsolicited(now, wanted == null || !wanted.acknowledged());
    }

    private boolean looksUnsolicited() {
        int to = said.startsWith(CRLF) ? said.indexOf(CRLF, 2) : said.indexOf(CRLF);
        if (to < 0) {
            return false;
        }
        String text = said.substring(said.startsWith(CRLF) ? 2 : 0, to);
        return SOCKET_RESULT.matcher(text).matches() || DATA.matcher(text).matches();
    }

    private void unsolicited(long now, boolean forbidden) {
        int to = said.startsWith(CRLF) ? said.indexOf(CRLF, 2) : -1;
        if (to < 0) {
            if (!CRLF.startsWith(said) && !said.startsWith(CRLF) || said.length() > KEPT) {
                stop(now, new Heard.Stray(place, shown(), false));
            }
            return;
        }
        String text = said.substring(2, to);
        Matcher result = SOCKET_RESULT.matcher(text);
        Matcher data = DATA.matcher(text);
        boolean isResult = result.matches();
        boolean isData = !isResult && data.matches();
        if (forbidden || !isResult && !isData) {
            stop(now, new Heard.Stray(place, shown(), isResult || isData));
        } else if (isResult) {
            said = said.substring(to + 2);
            listener.hear(now, new Heard.SocketResult(
                    result.group(1).equals("PUB"), result.group(2).equals("OPEN"), Integer.parseInt(result.group(3)), Integer.parseInt(result.group(4))));
        } else {
            int length = Integer.parseInt(data.group(2));
            int from = to + 2;
            if (said.length() < from + length) {
                // In one piece, says wire.md: the rest must have been there.
                stop(now, new Heard.Stray(place, "data cut off: " + shown(), true));
                return;
            }
            byte[] bytes = said.substring(from, from + length).getBytes(StandardCharsets.ISO_8859_1);
            said = said.substring(from + length);
            listener.hear(now, new Heard.Data(Integer.parseInt(data.group(1)), bytes));
        }
    }

    private void stop(long now, Heard why) {
        deaf = true;
        listener.hear(now, why);
    }

    private String shown() {
        String text = Seen.visible(said.getBytes(StandardCharsets.ISO_8859_1));
        return text.length() > 120 ? text.substring(0, 120) + "..." : text;
    }
}
