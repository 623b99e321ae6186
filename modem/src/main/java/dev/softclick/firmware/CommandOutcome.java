package dev.softclick.firmware;

import dev.softclick.at.CmeError;
import dev.softclick.at.InformationText;
import java.util.Arrays;
import java.util.List;

/** What a command comes to. */
public sealed interface CommandOutcome {
    /** It is done, with nothing to tell. */
    CommandOutcome OK = new Done(InformationText.NONE);

    /** It does not have that form. */
    CommandOutcome NOT_SUPPORTED = new Failed(CmeError.OPERATION_NOT_SUPPORTED);

    /** Its parameters are wrong. */
    CommandOutcome BAD_PARAMETERS = new Failed(CmeError.INCORRECT_PARAMETERS);

    /** There is no SIM to answer from. */
    CommandOutcome NO_SIM = new Failed(CmeError.SIM_NOT_INSERTED);

    /** It is done. */
    record Done(InformationText information) implements CommandOutcome {}

    /** It failed: {@code ERROR}, or for a 3GPP command under {@code AT+CMEE} the error. */
    record Failed(CmeError error) implements CommandOutcome {}

    /** A publish: prompt, payload and result follow. */
    record AwaitPayload(PublishOrder order) implements CommandOutcome {}

    /** Done, with these lines. */
    static CommandOutcome lines(List<String> lines) {
        return new Done(new InformationText(lines));
    }

    /** Done, with these lines. */
    static CommandOutcome lines(String... lines) {
        return lines(Arrays.asList(lines));
    }
}
