package dev.softclick.at;

import java.util.List;

/**
 * The information lines of one command's response (V.250 clause 5.7.1), without framing.
 *
 * @param lines none for a command that only says OK
 */
public record InformationText(List<String> lines) {
    /** No information. */
    public static final InformationText NONE = new InformationText(List.of());

    /** One line. */
    public static InformationText of(String line) {
        return new InformationText(List.of(line));
    }
}
