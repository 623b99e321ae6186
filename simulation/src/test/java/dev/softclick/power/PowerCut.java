package dev.softclick.power;

/** The power is gone: no handler for what an ordinary disk does wrong gets to see this. */
final class PowerCut extends Error {
    private static final long serialVersionUID = 1;

    PowerCut() {
        super("the power is gone");
    }
}
