package dev.softclick.firmware;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is wrong with the link: one line for a trouble, and again when it has come for the 10th, 100th, 1000th ... time, until the link has stood
 * well. A cloud that is away for days costs a few lines.
 */
final class TroubleLog {
    private static final Logger log = LoggerFactory.getLogger(LinkMaintenance.class);

    /** Different troubles that are told; what is new beyond them is not, until the link has stood well. */
    private static final int MAX_REMEMBERED = 32;

    /** A time, or a number that counts something, in a trouble's words: the same trouble has another one the next time. */
    private static final Pattern PASSING = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d{6,}");

    private final Map<String, Integer> told = new HashMap<>();
    private boolean troubled;
    private String modem = "modem";
    private String network = "";

    /** From now on the modem is called so. */
    void name(String name) {
        modem = name;
    }

    void trouble(String words) {
        troubled = true;
        String trouble = PASSING.matcher(words).replaceAll("#");
        if (!told.containsKey(trouble) && told.size() == MAX_REMEMBERED) {
            return;
        }
        int times = told.merge(trouble, 1, (before, one) -> before == Integer.MAX_VALUE ? before : before + one);
        if (times == 1) {
            log.warn("{}: {}", modem, words);
        } else if (powerOfTen(times)) {
            log.warn("{}: {} ({} times now)", modem, words, times);
        }
    }

    private static boolean powerOfTen(int number) {
        int left = number;
        while (left % 10 == 0) {
            left /= 10;
        }
        return left == 1;
    }

    /** The link stands, over that network; said when there was trouble before, or it is another network than the last time. */
    void connected(String over, boolean several) {
        if (troubled || several && !over.equals(network)) {
            log.info("{}: connected{}", modem, several ? " over " + over : "");
        }
        troubled = false;
        network = over;
    }

    /** The link has stood for a while, or until nobody needed it: the next trouble is another one. */
    void stoodWell() {
        told.clear();
    }

    /**
     * The link was lost, or an attempt failed.
     *
     * @param quarrelBegins whether this shows that another client uses our name
     * @param contested whether that is known
     */
    void lost(LinkFault fault, boolean quarrelBegins, boolean contested) {
        boolean thrownOff = fault.cause() == Cause.SESSION_TAKEN_OVER || fault.cause() == Cause.CONNECTION_CLOSED;
        if (quarrelBegins) {
            warn((fault.cause() == Cause.SESSION_TAKEN_OVER
                            ? "another client uses the name " + modem
                            : "the cloud closes the link again and again just after it stood: perhaps the thing may not use a topic, or another client uses the name "
                                    + modem)
                    + ": two modems with one thing name throw each other off; trying again seldom now");
        } else if (!contested || !thrownOff) {
            trouble(fault.text());
        }
    }

    void note(String words) {
        log.info("{}: {}", modem, words);
    }

    void warn(String words) {
        log.warn("{}: {}", modem, words);
    }

    void state(ModemState next) {
        log.debug("{}: state {} {}", modem, next.code(), next.text());
    }
}
