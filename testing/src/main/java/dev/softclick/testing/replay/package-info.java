/**
 * The module's side of a conversation: {@link dev.softclick.testing.replay.TranscriptReplayer} says to a host what a transcript has, when the host has
 * said its part; {@link dev.softclick.testing.replay.Tap} stands between a host and a real module.
 */
@NullMarked
package dev.softclick.testing.replay;

import org.jspecify.annotations.NullMarked;
