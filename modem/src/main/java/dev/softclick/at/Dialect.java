package dev.softclick.at;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Reference slips, or shipped modules differ from it: one immutable value that the commands read ("Slips" of wire.md).
 *
 * @param name what {@code --dialect} calls it
 * @param publishSockets how many publish sockets there are, 2 or 8
 * @param openUrcGap between the colon and the index in the result of an open
 * @param closeUrcGap between the colon and the index in the result of a close
 * @param closeUrcInnerGap between the comma and the code in the result of a close
 * @param subscribeCloseUrc what the result of {@code AT+AWSSUBCLOSE} is called
 * @param publishTest the line of {@code AT+AWSPUBLISH=?}
 * @param publishOpenTest the line of {@code AT+AWSPUBOPEN=?}
 * @param subscribeOpenTest the line of {@code AT+AWSSUBOPEN=?}
 * @param namesIdentity whether {@code AT+QCCID} and {@code AT+AWSVER} put their name before the value
 */
public record Dialect(
        String name,
        int publishSockets,
        String openUrcGap,
        String closeUrcGap,
        String closeUrcInnerGap,
        String subscribeCloseUrc,
        String publishTest,
        String publishOpenTest,
        String subscribeOpenTest,
        boolean namesIdentity) {
    /** The Reference with its slips mended: the default. */
    public static final Dialect REFERENCE = new Dialect(
            "reference", 2, " ", " ", "", "+AWSSUBCLOSE",
            "+AWSPUBLISH: (0-1),(1-240)[,(1-2)]",
            "+AWSPUBOPEN: (0-1),<awstopic>",
            "+AWSSUBOPEN: (0-7),<awstopic>",
            false);

    /** The Reference letter by letter. */
    public static final Dialect VERBATIM = new Dialect(
            "verbatim", 2, " ", " ", " ", "+AWSPUBCLOSE",
            "AWSPUBLISH: (0-1), (1-240)[,(0-1)]",
            "+AWSPUBOPEN: (0-1),<awstopic>",
            "+AWSSUBOPEN: (0-1),<awstopic>",
            false);

    /** What shipped modules are known to say. */
    public static final Dialect FIELD = new Dialect(
            "field", 8, "", "", "", "+AWSSUBCLOSE",
            "+AWSPUBLISH: (0-7),(1-240)[,(1-2)]",
            "+AWSPUBOPEN: (0-7),<awstopic>",
            "+AWSSUBOPEN: (0-7),<awstopic>",
            true);

    /** All of them, the default first. */
    public static final List<Dialect> ALL = List.of(REFERENCE, VERBATIM, FIELD);

    /**
     * Reads what {@code --dialect} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static Dialect parse(String text) {
        return named(text).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no dialect: use reference, verbatim or field"));
    }

    /** The dialect of that name. */
    public static Optional<Dialect> named(String name) {
        return ALL.stream().filter(dialect -> dialect.name.equals(name)).findFirst();
    }

    /**
     * The same data by name, as transcripts write it: {@code {openUrcGap}}, {@code {publishTest}} and so on, one for each component but the name. Beyond
     * them {@code lastPublishSocket}, and {@code qccidName} and {@code awsverName}, what stands before the value of those commands.
     */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("publishSockets", Integer.toString(publishSockets));
        variables.put("lastPublishSocket", Integer.toString(publishSockets - 1));
        variables.put("openUrcGap", openUrcGap);
        variables.put("closeUrcGap", closeUrcGap);
        variables.put("closeUrcInnerGap", closeUrcInnerGap);
        variables.put("subscribeCloseUrc", subscribeCloseUrc);
        variables.put("publishTest", publishTest);
        variables.put("publishOpenTest", publishOpenTest);
        variables.put("subscribeOpenTest", subscribeOpenTest);
        variables.put("namesIdentity", Boolean.toString(namesIdentity));
        variables.put("qccidName", identityLine("+QCCID", ""));
        variables.put("awsverName", identityLine("+AWSVER", ""));
        return variables;
    }

    /** The value of {@code AT+QCCID} or {@code AT+AWSVER} as this dialect shows it. */
    public String identityLine(String command, String value) {
        return namesIdentity ? command + ": " + value : value;
    }

    /** Its name, as {@code --dialect} has it. Words made of all of it would cost a start some 40 ms: the command line asks every default for its own. */
    @Override
    public String toString() {
        return name;
    }
}
