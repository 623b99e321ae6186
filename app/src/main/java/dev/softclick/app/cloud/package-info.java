/**
 * The cloud that the modems of this process speak to, and {@code softclick cloud}, a look into it.
 *
 * <p>{@link dev.softclick.app.cloud.CloudSide} is a modem's cloud and the way to it; {@link dev.softclick.app.cloud.HomeCloud} the local one of a home,
 * here or in another process, taken over when that ends. {@code Mailbox} is the operator's connection of {@code sub} and {@code pub}.
 */
@NullMarked
package dev.softclick.app.cloud;

import org.jspecify.annotations.NullMarked;
