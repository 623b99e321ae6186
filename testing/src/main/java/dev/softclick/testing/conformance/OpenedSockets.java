package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.Step;
import dev.softclick.testing.transcript.Template;
import dev.softclick.testing.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in what a case's host says which sockets it may leave open, as {@code PUB,0} and {@code SUB,7}. */
final class OpenedSockets {
    private static final Pattern COMMAND = Pattern.compile("\\+AWS(PUB|SUB)(?:OPEN\\s*=\\s*0*([0-9])(?![0-9])|CLOSE\\s*=\\s*0*([0-9])\\s*(?:[;\\r]|$))|\\+AWSRESET");

    private OpenedSockets() {}

    /**
     * Those to close behind a case.
     *
     * @param passed whether everything went as written: then what the case closed itself is closed
     */
    static Set<String> behind(Transcript transcript, Map<String, String> variables, boolean passed) {
        Set<String> open = new TreeSet<>();
        for (Step step : transcript.steps()) {
            Matcher matcher = COMMAND.matcher(sent(step, variables).toUpperCase(Locale.ROOT));
            while (matcher.find()) {
                if (matcher.group(2) != null) {
                    open.add(matcher.group(1) + "," + matcher.group(2));
                } else if (passed && matcher.group(3) != null) {
                    open.remove(matcher.group(1) + "," + matcher.group(3));
                } else if (passed) {
                    open.clear();
                }
            }
        }
        return open;
    }

    private static String sent(Step step, Map<String, String> variables) {
        Template template = switch (step) {
            case Step.Type type -> type.text();
            case Step.Send send -> send.bytes();
            default -> null;
        };
        if (template == null) {
            return "";
        }
        return template.bytes(name -> variables.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("");
    }
}
