package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.TranscriptLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Brings a modem to where a case begins: echo off, verbose, no socket open, nothing under way. By the commands of the Reference and V.250 alone; an
 * answer that is wrong is taken all the same, as long as it can be understood.
 */
final class ModemCare {
    /** How long a line that answers at once may take. */
    private static final Duration ANSWER = Duration.ofSeconds(1);

    /** How long an open or a close may take. */
    private static final Duration RESULT = Duration.ofSeconds(90);

    /** How long a close of what is not open, and not pending, may take. */
    private static final Duration CLOSE_RESULT = Duration.ofSeconds(35);

    /** Lines that fill the longest payload (wire.md, "What shipped host programs do"). */
    private static final String FILL = "ATE0\r\n".repeat(49);

    private static final Pattern OK = Pattern.compile("OK[\\r$]\\n|(?:^|[\\r\\n])0\\r");
    private static final Pattern FINAL = Pattern.compile("(OK|ERROR)\\r\\n|(?:^|[\\r\\n])[04]\\r");
    private static final Pattern OPENED = Pattern.compile("AWSPUBOPEN:\\s*0,\\s*(-?[0-9])\\r\\n");
    private static final String LEARN_TOPIC = "softclick-conform";

    private final Dialogue dialogue;

    ModemCare(TranscriptLine line) {
        dialogue = new Dialogue(line);
    }

    /** Whether somebody answers {@code AT}: three tries in about three seconds, the last after getting out of a payload. */
    boolean answers() throws IOException {
        for (String attempt : new String[] {"AT\r", "AT\r", FILL + "AT\r"}) {
            dialogue.send(attempt);
            if (ok()) {
                dialogue.untilSilent(Duration.ofMillis(100), Duration.ofSeconds(2));
                return true;
            }
        }
        return false;
    }

    /** Whether it says OK; when it says so but does not end the line, that is for the cases to find. */
    private boolean ok() throws IOException {
        return dialogue.await(OK, ANSWER).isPresent() || dialogue.heard().contains("OK");
    }

    /** Before a case that comes behind one that passed. */
    boolean ready() throws IOException {
        dialogue.send("ATE0\r");
        return ok() || recover();
    }

    /** Behind a case that failed, whatever it left. */
    boolean recover() throws IOException {
        dialogue.untilSilent(Duration.ofMillis(300), Duration.ofSeconds(5));
        // 36 is what a case sets S3 to
        for (String attempt : new String[] {"\rAT&FE0V1Q0\r", FILL, "$AT&FE0V1Q0$", "\rATE0V1Q0\r", "\rATE0\r"}) {
            dialogue.send(attempt);
            if (ok()) {
                dialogue.untilSilent(Duration.ofMillis(300), Duration.ofSeconds(5));
                dialogue.send("AT+CMEE=0\r");
                dialogue.await(FINAL, ANSWER);
                dialogue.send("ATE0V1Q0\r");
                return ok();
            }
        }
        return false;
    }

    /** Closes sockets, as {@code PUB,0}. */
    void close(Set<String> sockets) throws IOException {
        for (String socket : sockets) {
            String command = "AWS" + socket.substring(0, 3) + "CLOSE";
            String index = socket.substring(4);
            dialogue.send("AT+" + command + "=" + index + "\r");
            Optional<MatchResult> answer = dialogue.await(FINAL, RESULT);
            if (answer.isPresent() && !answer.get().group().startsWith("ERROR")) {
                dialogue.await(Pattern.compile("AWS(PUB|SUB)CLOSE:\\s*" + index + ",\\s*-?[0-9]\\r\\n"), CLOSE_RESULT);
            }
        }
    }

    /** Closes every socket that there can be. */
    void closeAll() throws IOException {
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            all.add("PUB," + i);
            all.add("SUB," + i);
        }
        close(all);
    }

    /** The answer to a command that tells one thing, without its name before it; nothing when there is none. */
    Optional<String> ask(String command) throws IOException {
        dialogue.send("AT+" + command + "\r");
        return dialogue.await(Pattern.compile("\\n(?:\\+" + command + ":\\s*)?([^\\r\\n]+)\\r\\n\\s*OK\\r\\n"), ANSWER)
                .map(match -> match.group(1).strip());
    }

    /** The thing's name, as a list of open topics shows it; opens a topic for that. Nothing when none can be opened. */
    Optional<String> thing() throws IOException {
        dialogue.send("AT+AWSPUBOPEN=0,\"" + LEARN_TOPIC + "\"\r");
        if (ok()) {
            dialogue.await(OPENED, RESULT);
        }
        dialogue.send("AT+AWSPUBOPEN?\r");
        Optional<String> thing = dialogue.await(Pattern.compile(LEARN_TOPIC + "/([^\\r\\n]+)\\r\\n"), ANSWER).map(match -> match.group(1).strip());
        dialogue.await(FINAL, ANSWER);
        close(Set.of("PUB,0"));
        return thing;
    }
}
