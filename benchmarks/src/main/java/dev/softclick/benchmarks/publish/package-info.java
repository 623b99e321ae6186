/**
 * Messages through the AT line, one in flight or as many as go, against sessions and clients without it.
 */
@NullMarked
package dev.softclick.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
