/**
 * V.250: bytes to command lines, results to bytes.
 *
 * <p>{@link dev.softclick.at.LineDiscipline} finds the command lines in what the host sends, {@link dev.softclick.at.CommandLineParser} takes a line
 * apart without running it, {@link dev.softclick.at.ResponseFormatter} frames what is answered, {@link dev.softclick.at.LineSettings} holds what the
 * host chose with E, V, Q and S3 to S5, and {@link dev.softclick.at.Dialect} is where modules are known to differ.
 *
 * <p>No I/O, thread or clock. Sees the JDK only. Implements ITU-T V.250 clauses 5 and 6.2 as the AT command interface of the Reference needs them.
 */
@NullMarked
package dev.softclick.at;

import org.jspecify.annotations.NullMarked;
