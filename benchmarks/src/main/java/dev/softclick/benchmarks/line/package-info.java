/**
 * Lines of every kind, by themselves: their rate, how much of it publishes can use, and the time from a command to its answer. A {@code Bench} is a modem
 * on a line with its {@code Host}; {@code BareEcho} is the C program in its place.
 */
@NullMarked
package dev.softclick.benchmarks.line;

import org.jspecify.annotations.NullMarked;
