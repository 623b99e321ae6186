/**
 * The cloud link: MQTT 5 or 3.1.1 over mutual TLS.
 *
 * <p>The firmware speaks to it in values: a {@link dev.softclick.link.LinkRequest} goes in, a {@link dev.softclick.link.LinkEvent} comes out.
 * {@code MqttSession} is the protocol without I/O, thread or clock; {@code NettyTransport} is the only class with a socket. Sees {@code sim}.
 */
@NullMarked
package dev.softclick.link;

import org.jspecify.annotations.NullMarked;
