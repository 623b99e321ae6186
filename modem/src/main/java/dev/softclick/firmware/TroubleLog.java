package dev.softclick.firmware;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is wrong with the link: one line for a trouble, however often it comes, until the link stands again. */
final class TroubleLog {
    private static final Logger log = LoggerFactory.getLogger(LinkMaintenance.class);

    /** Different troubles of one outage that are remembered; then all are forgotten. */
    private static final int MAX_REMEMBERED = 32;

    private final Set<String> told = new HashSet<>();
    private String modem = "modem";
    private String network = "";

    /** From now on the modem is called so. */
    void name(String name) {
        modem = name;
    }

    void trouble(String words) {
        if (told.size() == MAX_REMEMBERED) {
            told.clear();
        }
        if (told.add(words)) {
            log.warn("{}: {}", modem, words);
        }
    }

    /** The link stands, over that network; said when there was trouble before, or it is another network than the last time. */
    void connected(String over, boolean several) {
        if (!told.isEmpty() || several && !over.equals(network)) {
            log.info("{}: connected{}", modem, several ? " over " + over : "");
        }
        told.clear();
        network = over;
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
