/**
 * The few calls of the C library that a pseudo terminal needs, through {@code java.lang.foreign}: Linux only.
 *
 * <p>{@link dev.softclick.port.posix.Libc} binds them one to one; {@link dev.softclick.port.posix.Pty} is the master side of one pseudo terminal;
 * {@link dev.softclick.port.posix.TtyThread} is the one thread that watches all of them (epoll, inotify); {@link dev.softclick.port.posix.NameClaim}
 * is a name that only one living process can hold. Seen by {@code dev.softclick.port} alone; sees the JDK and slf4j.
 */
@NullMarked
package dev.softclick.port.posix;

import org.jspecify.annotations.NullMarked;
