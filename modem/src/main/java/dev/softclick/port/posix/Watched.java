package dev.softclick.port.posix;

/** What {@link TtyThread} can watch. */
sealed interface Watched permits Pty, Tty {
    /** The open descriptor. */
    int fd();

    /** The device, for messages. */
    String path();
}
