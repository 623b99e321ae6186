/**
 * What modems publish to: {@code Mosquitto} or the local cloud, either one a {@code BrokerUnderTest}, and {@code BareSession}, a client with nothing
 * above the MQTT session.
 */
@NullMarked
package dev.softclick.benchmarks.broker;

import org.jspecify.annotations.NullMarked;
