package dev.softclick.port.telnet;

/**
 * What two sides have agreed on one option, for one of the two directions. A request that changes nothing is not answered, so no two sides ever loop
 * (RFC 1143, "The Q Method"; without its queue, since we ask once and never change our mind).
 */
final class OptionAgreement {
    private enum State {
        NO,
        ASKED,
        YES
    }

    private final boolean agreeable;
    private State state = State.NO;

    /** @param agreeable whether we say yes when we are asked */
    OptionAgreement(boolean agreeable) {
        this.agreeable = agreeable;
    }

    /** We ask. Once, before anything was heard. */
    void asked() {
        state = State.ASKED;
    }

    /** The other side said yes or no: whether this has to be answered, with what {@link #on()} is then. */
    boolean heard(boolean yes) {
        State before = state;
        state = yes && (agreeable || before == State.ASKED) ? State.YES : State.NO;
        return switch (before) {
            case NO -> yes;
            case ASKED -> false;
            case YES -> !yes;
        };
    }

    boolean on() {
        return state == State.YES;
    }
}
