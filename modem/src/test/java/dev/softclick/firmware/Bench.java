package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.command.CommandIndex;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A modem on the bench: a host, a cloud, and a clock that moves only when told.
 *
 * <p>{@link #run} plays a transcript. A line {@code > text} is typed by the host and ended with CR; {@code >> text} is sent as it is, with
 * {@code \r \n \\ \xHH}. {@code < text} is what comes back, framed as wire.md has it (a further line of a response needs no CR LF before it);
 * {@code << text} is exact. {@code @50ms} or {@code @>=50ms} lets time pass; what comes back earlier than written is a mistake. {@code ~> topic payload} is sent by the
 * cloud, {@code ~< topic payload} must have been published. {@code #} is a remark.
 */
final class Bench {
    final FakeCloud cloud = new FakeCloud();
    final FakeSim sim = new FakeSim();
    final Modem modem;
    private final List<Integer> states = new ArrayList<>(List.of(0));
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private long now;
    private int published;
    private boolean lineBefore;

    /** While false nothing leaves on the wire. */
    boolean wireFree = true;

    Bench() {
        this(Dialect.REFERENCE);
    }

    Bench(Dialect dialect) {
        this(ModemSettings.defaults("0.1.0").withDialect(dialect).withTimer(ModemTimer.RESULT_AFTER_OK, Duration.ofMillis(50)));
    }

    Bench(ModemSettings settings) {
        modem = new Modem(settings, CommandIndex.all(), sim, new Random(1));
    }

    static Bench withoutEcho() {
        return withoutEcho(Dialect.REFERENCE);
    }

    static Bench withoutEcho(Dialect dialect) {
        Bench bench = new Bench(dialect);
        bench.run(">> ATE0\\r\n<< ATE0\\r\\r\\nOK\\r\\n");
        return bench;
    }

    Bench run(String transcript) {
        int number = 0;
        for (String line : transcript.lines().toList()) {
            number++;
            try {
                step(line.strip());
            } catch (AssertionError mistake) {
                throw new AssertionError("line " + number + ": " + line + "\n" + mistake.getMessage(), mistake);
            }
        }
        assertThat(visible(seen.toByteArray())).as("nothing more is said").isEmpty();
        return this;
    }

    private void step(String line) {
        boolean wasAnswer = lineBefore;
        lineBefore = false;
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case ">" -> type(bytes(rest + "\\r"));
            case ">>" -> type(bytes(rest));
            case "<" -> {
                byte[] framed = bytes("\\r\\n" + rest + "\\r\\n");
                byte[] further = bytes(rest + "\\r\\n");
                expect(wasAnswer && startsWith(further) ? further : framed);
                lineBefore = true;
            }
            case "<<" -> expect(bytes(rest));
            case "~>" -> {
                String[] message = rest.split(" ", 2);
                cloud.sends(message[0], bytes(message.length > 1 ? message[1] : ""));
                pump();
            }
            case "~<" -> {
                LinkRequest.Publish publish = cloud.requests(LinkRequest.Publish.class).get(published++);
                String[] message = rest.split(" ", 2);
                assertThat(publish.topic().text() + " " + visible(publish.payload())).isEqualTo(message[0] + " " + visible(bytes(message[1])));
            }
            default -> {
                assertThat(line).as("a transcript line").startsWith("@");
                assertThat(visible(seen.toByteArray())).as("nothing is said before time passes").isEmpty();
                pass(duration(line.startsWith("@>=") ? line.substring(3) : line.substring(1)));
            }
        }
    }

    private boolean startsWith(byte[] expected) {
        return visible(seen.toByteArray()).startsWith(visible(expected));
    }

    private void expect(byte[] expected) {
        byte[] all = seen.toByteArray();
        String head = visible(all.length > expected.length ? java.util.Arrays.copyOf(all, expected.length) : all);
        assertThat(head).isEqualTo(visible(expected));
        seen.reset();
        seen.write(all, expected.length, all.length - expected.length);
    }

    /** The host sends these bytes in one piece. */
    void type(byte[] bytes) {
        int taken = 0;
        while (taken < bytes.length) {
            taken += modem.receive(bytes, taken, bytes.length - taken, now);
            pump();
        }
        pump();
    }

    /** The host drops DTR, on a modem that heeds it. */
    void dtrDrops() {
        modem.escape(now);
        pump();
    }

    /** The host goes away. */
    void hostLeaves() {
        modem.hostLeft(now);
        pump();
    }

    /** Lets time pass, stopping at each deadline on the way. */
    void pass(Duration duration) {
        long end = now + duration.toNanos();
        while (modem.nextTimeout() <= end) {
            now = Math.max(now, modem.nextTimeout());
            modem.timeout(now);
            pump();
        }
        now = end;
    }

    /** Lets everything that can happen now happen. */
    void pump() {
        boolean more = true;
        while (more) {
            more = talkToCloud();
            if (wireFree) {
                byte[] bytes = modem.transmit(now);
                if (bytes != null) {
                    seen.writeBytes(bytes);
                    more = true;
                }
                more |= talkToCloud();
            }
        }
    }

    private boolean talkToCloud() {
        boolean talked = false;
        while (true) {
            LinkRequest request = modem.pollRequest();
            if (request != null) {
                look();
                cloud.request(request);
            } else {
                LinkEvent event = cloud.poll();
                if (event == null) {
                    return talked;
                }
                modem.handle(event, now);
                look();
            }
            talked = true;
        }
    }

    private void look() {
        if (states.getLast() != modem.state().code()) {
            states.add(modem.state().code());
        }
    }

    /** The states that a host which asks all the time has seen since this was last called, the one of then first. */
    List<Integer> states() {
        look();
        List<Integer> been = List.copyOf(states);
        states.subList(0, states.size() - 1).clear();
        return been;
    }

    /** Everything said since it was last looked at, control characters made visible. */
    String said() {
        String text = visible(seen.toByteArray());
        seen.reset();
        return text;
    }

    static Duration duration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '\\') {
                out.write(utf8[i]);
                continue;
            }
            switch (utf8[++i]) {
                case 'r' -> out.write('\r');
                case 'n' -> out.write('\n');
                case 'x' -> {
                    out.write(Integer.parseInt(new String(utf8, i + 1, 2, StandardCharsets.US_ASCII), 16));
                    i += 2;
                }
                default -> out.write(utf8[i]);
            }
        }
        return out.toByteArray();
    }

    static String visible(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> text.append(b >= ' ' && b < 127 ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff));
            }
        }
        return text.toString();
    }
}
