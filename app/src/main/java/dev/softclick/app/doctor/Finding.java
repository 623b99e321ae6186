package dev.softclick.app.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What came of a check. Never holds key material.
 *
 * @param network which network of the SIM it is about, if it is about one
 * @param text one plain sentence
 * @param details more of it, a line each
 * @param advice what to do about it
 */
public record Finding(Check check, Optional<String> network, Mark mark, String text, List<String> details, Optional<String> advice) {
    /** Copies the details. */
    public Finding {
        details = List.copyOf(details);
    }

    static Finding ok(Check check, String text, String... details) {
        return new Finding(check, Optional.empty(), Mark.OK, text, List.of(details), Optional.empty());
    }

    static Finding wrong(Check check, String text, String advice) {
        return new Finding(check, Optional.empty(), Mark.WRONG, text, List.of(), Optional.of(advice));
    }

    static Finding notTried(Check check, String why) {
        return new Finding(check, Optional.empty(), Mark.NOT_TRIED, why, List.of(), Optional.empty());
    }

    Finding with(List<String> lines) {
        return new Finding(check, network, mark, text, lines, advice);
    }

    /** With something to do, though it works. */
    Finding advising(String what) {
        return new Finding(check, network, mark, text, details, Optional.of(what));
    }

    Finding of(String name) {
        return new Finding(check, Optional.of(name), mark, text, details, advice);
    }
}
