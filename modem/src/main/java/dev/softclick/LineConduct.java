package dev.softclick;

/**
 * How a modem takes what its line tells beside bytes.
 *
 * @param dtr when the host drops DTR
 * @param detach when the device is unplugged, or the host at a socket goes away
 */
public record LineConduct(DtrDrop dtr, OnDetach detach) {
    /** As without any option. */
    public static final LineConduct DEFAULT = new LineConduct(DtrDrop.IGNORE, OnDetach.KEEP);

    /** Whether DTR matters at all. */
    public boolean heedsDtr() {
        return dtr != DtrDrop.IGNORE;
    }
}
