package dev.softclick.app.doctor;

import java.time.Duration;

/** Who hears of a checkup while it goes on; called by the thread that runs it. */
public interface Audience {
    /** A check is done. */
    void found(Finding finding);

    /** A check waits, for so long already; told about once a second. */
    void waiting(Check check, Duration soFar);
}
