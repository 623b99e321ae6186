package dev.softclick.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What hosts say: what shipped programs are known to do (wire.md, "What shipped host programs do"), and things no program would. */
final class Scripts {
    /** Topics that are subscribed, without the thing. */
    private static final String[] SUBSCRIBED = {"resolution", "a/b", "a/+", "+/b", "echo", "config"};

    /** Topics that the cloud sends to, without the thing. */
    static final String[] SENT = {"resolution", "a/b", "a/c", "b/b", "config", "nobody"};

    private static final String[] PUBLISHED = {"temperature", "echo", "a/b/c"};

    private static final String[] QUESTIONS = {
        "AT", "AT", "ATI", "AT+QCCID", "AT+GSN", "AT+AWSVER", "AT+AWSSTATE?", "AT+AWSSTATE?", "at+awsstate?", "AT+AWSSTATE=?", "AT+AWSPUBOPEN=?",
        "AT+AWSPUBOPEN?", "AT+AWSSUBOPEN?", "AT+AWSSUBOPEN=?", "AT+AWSPUBLISH=?", "AT+AWSPUBLISH?", "AT+AWSPUBCLOSE=?", "AT+AWSSUBCLOSE?",
        "AT+QCCID;+GSN", "AT+AWSSTATE?;+AWSVER", "AT+CSQ", "AT+CREG?", "AT+COPS?", "AT+CIMI", "AT+CPIN?", "AT+CCID", "AT+CGATT?", "AT+CGMI", "AT+IPR?",
        "AT+CMEE=1", "AT+CMEE=0", "AT+CMEE?", "ATS3=13", "ATS3?", "ATZ", "AT&F", "AT&W", "ATE0", "ATE1", "ATE", "A/", "ATE0V1", "AT+AWSPUBOPEN?;+AWSSUBOPEN?"
    };

    private static final String[] MISTAKES = {
        "ATE=0", "\"ATE0", "AT+AWSVER?", "AT+AWSSTATE", "AT+FOO", "AT+AWSPUBLISH=0,6,TEXT", "AT+AWSPUBLISH=0", "AT+AWSPUBLISH=0,0", "AT+AWSPUBLISH=0,241",
        "AT+AWSPUBLISH=9,5", "AT+AWSPUBLISH=0,5,3", "AT+AWSPUBLISH=0,5,1,1", "AT+AWSPUBOPEN=0,temperature", "AT+AWSPUBOPEN=9,\"x\"", "AT+AWSPUBOPEN=0,\"a/#\"",
        "AT+AWSPUBOPEN=0,\"\"", "AT+AWSSUBOPEN=8,\"x\"", "AT+AWSSUBOPEN=0,\"#\"", "AT+AWSSUBOPEN=0,\"x/\"", "AT+AWSPUBCLOSE=8", "AT+AWSPUBCLOSE=-1",
        "AT+AWSSUBCLOSE=", "AT+AWSPUBLISH=0,5;+GSN", "ATE2", "AT+GSN;+FOO;+QCCID", "AT+CFOO", "AT+AWSPUBOPEN=0,\"x\\2\"", "AT+AWSBUTTON=TRIPLE", "AT;", "AT+"
    };

    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final SplittableRandom random;
    private final boolean floods;
    private final int publishSockets;
    private int payloads;

    Scripts(SplittableRandom random, boolean floods, int publishSockets) {
        this.random = random;
        this.floods = floods;
        this.publishSockets = publishSockets;
    }

    /** What to do next; on a line that disturbs, nothing is said that would make the checkers blind. */
    List<Step> next(boolean disturbed) {
        List<Step> steps = new ArrayList<>();
        int choice = random.nextInt(100);
        if (choice < 20) {
            line(steps, QUESTIONS);
        } else if (choice < 26) {
            line(steps, MISTAKES);
        } else if (choice < 40) {
            open(steps);
        } else if (choice < 46) {
            close(steps);
        } else if (choice < 68) {
            publish(steps);
        } else if (choice < 72) {
            hasty(steps);
        } else if (choice < 76) {
            blind(steps);
        } else if (choice < 77) {
            steps.addAll(unlock());
        } else if (choice < 79) {
            say(steps, "AT" + "X".repeat(random.nextInt(1000, 2500)) + "\r");
            result(steps);
        } else if (choice < 81) {
            halfTyped(steps);
        } else if (choice < 83) {
            say(steps, command("AT+AWSBUTTON=" + (random.nextBoolean() ? "SINGLE" : "long")));
            result(steps);
        } else if (choice < 84) {
            say(steps, command("AT+AWSRESET"));
            result(steps);
        } else if (choice < 86) {
            brief(steps, disturbed);
        } else if (choice < 90 && floods) {
            flood(steps);
        } else if (choice < 91) {
            say(steps, random.nextBoolean() ? "\r\n" : "garbage~\r");
            steps.add(pause(500 * MILLISECOND));
        } else if (choice < 92) {
            everything(steps);
        } else {
            steps.add(pause(40 * SECOND));
        }
        if (random.nextInt(4) != 0) {
            steps.add(pause(2 * SECOND));
        }
        return steps;
    }

    private void line(List<Step> steps, String[] lines) {
        say(steps, command(lines[random.nextInt(lines.length)]));
        if (random.nextInt(3) != 0) {
            result(steps);
        }
    }

    private void open(List<Step> steps) {
        boolean publish = random.nextInt(3) == 0;
        int index = random.nextInt(publish ? publishSockets : 4);
        String[] topics = publish ? PUBLISHED : SUBSCRIBED;
        say(steps, command((publish ? "AT+AWSPUBOPEN=" : "AT+AWSSUBOPEN=") + index + ",\"" + topics[random.nextInt(topics.length)] + "\""));
        result(steps);
        for (int i = random.nextInt(3) == 0 ? random.nextInt(1, 8) : 0; i > 0; i--) {
            say(steps, command("AT+AWSSTATE?"));
            steps.add(new Step.Await(List.of("OK"), 50 * MILLISECOND));
        }
        if (random.nextBoolean()) {
            steps.add(new Step.Await(List.of("OPEN:"), random.nextLong(80 * SECOND)));
        }
    }

    private void close(List<Step> steps) {
        boolean publish = random.nextInt(3) == 0;
        say(steps, command((publish ? "AT+AWSPUBCLOSE=" : "AT+AWSSUBCLOSE=") + random.nextInt(publish ? 3 : 4)));
        result(steps);
    }

    private void publish(List<Step> steps) {
        byte[] payload = payload();
        say(steps, command("AT+AWSPUBLISH=" + random.nextInt(publishSockets) + "," + payload.length + (random.nextBoolean() ? ",2" : random.nextBoolean() ? "" : ",1")));
        steps.add(new Step.Await(List.of(">", "ERROR"), 80 * SECOND));
        steps.add(new Step.IfHeard(">", List.of(
                new Step.Say(payload, true), new Step.Await(List.of("SEND OK", "SEND FAIL"), random.nextBoolean() ? 40 * SECOND : 5 * SECOND)), List.of()));
    }

    /** After a restart: close, open and publish, without waiting for what comes unasked. */
    private void hasty(List<Step> steps) {
        byte[] payload = payload();
        say(steps, command("AT+AWSPUBCLOSE=0"));
        result(steps);
        say(steps, command("AT+AWSPUBOPEN=0,\"temperature\""));
        if (random.nextBoolean()) {
            result(steps);
            steps.add(pause(random.nextBoolean() ? MILLISECOND : 2 * SECOND));
        } else {
            steps.add(new Step.Pause(100 * MILLISECOND));
            say(steps, command("AT+AWSSUBOPEN=0,\"resolution\""));
            result(steps);
        }
        say(steps, command("AT+AWSPUBLISH=0," + payload.length + ",2"));
        steps.add(new Step.Await(List.of(">", "ERROR"), random.nextBoolean() ? 90 * SECOND : 8 * SECOND));
        steps.add(new Step.IfHeard("ERROR", List.of(), List.of(new Step.Say(payload, true), new Step.Await(List.of("SEND"), 35 * SECOND))));
    }

    /** Never looks at the prompt, and writes what it likes. */
    private void blind(List<Step> steps) {
        byte[] payload = payload();
        int announced = Math.clamp(payload.length + random.nextInt(-3, 4), 1, 240);
        say(steps, command("AT+AWSPUBLISH=0," + announced + ",2"));
        steps.add(new Step.Pause(random.nextBoolean() ? 8 * SECOND : 60 * MILLISECOND));
        byte[] burst = java.util.Arrays.copyOf(payload, payload.length + 2);
        burst[payload.length] = '\r';
        burst[payload.length + 1] = '\n';
        steps.add(new Step.Say(burst, true));
        steps.add(new Step.Await(List.of("SEND"), 20 * SECOND));
        steps.addAll(unlock());
    }

    private void halfTyped(List<Step> steps) {
        say(steps, "AT+AWSST");
        steps.add(pause(3 * SECOND));
        say(steps, random.nextInt(4) == 0 ? "Q\bATE?\r" : "ATE?\r");
        result(steps);
    }

    /** Short results, or none. */
    private void brief(List<Step> steps, boolean disturbed) {
        if (random.nextBoolean() || disturbed) {
            say(steps, command("ATV0"));
            steps.add(pause(200 * MILLISECOND));
            line(steps, QUESTIONS);
            say(steps, command("ATV1"));
        } else {
            steps.addAll(unlock());
            say(steps, command("ATQ1"));
            steps.add(pause(200 * MILLISECOND));
            say(steps, command("AT"));
            say(steps, command("ATQ0"));
        }
        result(steps);
    }

    /** Much more than is kept, while a result is outstanding. */
    private void flood(List<Step> steps) {
        byte[] payload = payload();
        say(steps, command("AT+AWSPUBLISH=0," + payload.length + ",2"));
        steps.add(new Step.Await(List.of(">", "ERROR"), 5 * SECOND));
        StringBuilder much = new StringBuilder();
        for (int i = random.nextInt(20, 200); i > 0; i--) {
            much.append(random.nextBoolean() ? "AT+AWSSTATE?\r" : "AT+GSN\r\n");
        }
        steps.add(new Step.IfHeard(">", List.of(
                new Step.Say(payload, true), new Step.Say(much.toString().getBytes(StandardCharsets.ISO_8859_1), true)), List.of()));
        steps.add(new Step.Pause(40 * SECOND));
    }

    /** Opens and closes in one breath. */
    private void everything(List<Step> steps) {
        StringBuilder much = new StringBuilder();
        for (int i = random.nextInt(3, 12); i > 0; i--) {
            int index = random.nextInt(2);
            much.append(random.nextBoolean() ? "AT+AWSSUBOPEN=" + index + ",\"config\"\r" : "AT+AWSSUBCLOSE=" + index + "\r");
        }
        say(steps, much.toString());
        steps.add(pause(5 * SECOND));
    }

    /** The way out of a payload that was forgotten: up to 49 times ATE0. */
    List<Step> unlock() {
        List<Step> steps = List.of();
        long gap = random.nextLong(10 * MILLISECOND, 200 * MILLISECOND);
        for (int i = 0; i < 49; i++) {
            List<Step> once = new ArrayList<>();
            once.add(new Step.Say("ATE0\r\n".getBytes(StandardCharsets.US_ASCII), true));
            once.add(new Step.Await(List.of("OK"), gap));
            once.add(new Step.IfHeard("OK", List.of(), steps));
            steps = once;
        }
        return steps;
    }

    /** What a host does that wants one thing only: an open socket of each kind. */
    List<Step> keepOpen() {
        List<Step> steps = new ArrayList<>();
        say(steps, "ATQ0V1\r");
        result(steps);
        steps.add(new Step.IfHeard("OK", List.of(), unlock()));
        say(steps, "AT+AWSPUBOPEN=0,\"temperature\"\r");
        steps.add(new Step.Await(List.of("+AWSPUBOPEN:"), 80 * SECOND));
        say(steps, "AT+AWSSUBOPEN=0,\"resolution\"\r");
        steps.add(new Step.Await(List.of("+AWSSUBOPEN:"), 80 * SECOND));
        say(steps, "AT+AWSSTATE?\r");
        result(steps);
        steps.add(new Step.Pause(10 * SECOND));
        return steps;
    }

    private byte[] payload() {
        byte[] payload = ("u" + payloads++ + ":").getBytes(StandardCharsets.US_ASCII);
        int head = payload.length;
        payload = java.util.Arrays.copyOf(payload, head + random.nextInt(random.nextInt(8) == 0 ? 230 : 30));
        for (int i = head; i < payload.length; i++) {
            payload[i] = (byte) (random.nextInt(3) == 0 ? "\r\n>A".charAt(random.nextInt(4)) : random.nextInt(256));
        }
        return payload;
    }

    private String command(String line) {
        String text = random.nextInt(8) == 0 ? line.toLowerCase(Locale.ROOT) : line;
        return text + (random.nextBoolean() ? "\r" : "\r\n");
    }

    private static void say(List<Step> steps, String text) {
        boolean changesLine = text.length() > 2 && "EVQZS&\"".indexOf(Character.toUpperCase(text.charAt(2))) >= 0 || text.startsWith("\"");
        steps.add(new Step.Say(text.getBytes(StandardCharsets.ISO_8859_1), changesLine));
    }

    private static void result(List<Step> steps) {
        steps.add(new Step.Await(List.of("OK", "ERROR"), 3 * SECOND));
    }

    private Step pause(long longest) {
        return new Step.Pause(random.nextLong(longest));
    }
}
