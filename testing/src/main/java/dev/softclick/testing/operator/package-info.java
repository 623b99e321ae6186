/**
 * The back end's seat at the local cloud: a connection with the operator's certificate, over the same link floor that the modem uses. It may publish to
 * every topic, and subscribe to all of them.
 */
@NullMarked
package dev.softclick.testing.operator;

import org.jspecify.annotations.NullMarked;
