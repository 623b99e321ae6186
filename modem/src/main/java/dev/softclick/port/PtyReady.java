package dev.softclick.port;

/**
 * DTR of a pseudo terminal, which has no such line: up while a program has it open, as the kernel does it on a real one. For the terminals' thread alone.
 */
final class PtyReady {
    private final PortOwner owner;
    private final boolean wanted;

    /** What was told. */
    private boolean up;

    /** Whether bytes came since it dropped: their program may have come and gone unseen. */
    private boolean heard;

    /** A program has closed it; to be told behind the last byte that it sent. */
    private boolean dropOwed;

    /** @param wanted whether to tell at all */
    PtyReady(PortOwner owner, boolean wanted) {
        this.owner = owner;
        this.wanted = wanted;
    }

    /** Bytes have come. */
    void heard() {
        heard = true;
    }

    /**
     * Programs have come or gone.
     *
     * @param left whether for a moment there was none
     * @param present whether there is one now
     */
    void changed(boolean left, boolean present) {
        dropOwed |= left;
        if (present) {
            // Of bytes that wait now nobody knows whose they are.
            allRead();
            tell(true);
        }
    }

    /** Whether that a program has closed it waits to be told. */
    boolean owesDrop() {
        return dropOwed;
    }

    /** All bytes that there were have been handed on. */
    void allRead() {
        if (dropOwed) {
            dropOwed = false;
            tell(false);
        }
    }

    private void tell(boolean on) {
        boolean news = on ? !up : up || heard;
        if (wanted && news) {
            up = on;
            heard &= on;
            owner.signalled(new LineSignal.TerminalReady(on));
        }
    }
}
