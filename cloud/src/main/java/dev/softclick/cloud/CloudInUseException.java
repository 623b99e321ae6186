package dev.softclick.cloud;

import java.io.IOException;

/** A cloud of this home runs already: use that one. */
public final class CloudInUseException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient RunningCloud running;

    CloudInUseException(RunningCloud running) {
        super("a cloud of " + running.home() + " runs already: " + running.endpoint());
        this.running = running;
    }

    /** Where it runs. */
    public RunningCloud running() {
        return running;
    }
}
