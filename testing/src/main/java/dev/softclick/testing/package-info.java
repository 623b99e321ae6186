/**
 * For users' own tests: a JUnit extension that gives a test a running modem with a terminal on its port and a cloud behind it.
 *
 * <p>Sees the modem and the local cloud. Transcripts live in {@code dev.softclick.testing.transcript}.
 */
@NullMarked
package dev.softclick.testing;

import org.jspecify.annotations.NullMarked;
