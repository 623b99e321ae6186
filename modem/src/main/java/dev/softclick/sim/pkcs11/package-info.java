/**
 * Private keys that never leave their token (PKCS#11: a hardware module, a smart card, SoftHSM2), through {@code java.lang.foreign}: 64 bit Linux and
 * macOS.
 *
 * <p>A {@link dev.softclick.sim.pkcs11.TokenKeyAddress} says where a key lives and a {@link dev.softclick.sim.pkcs11.PinSource} where its PIN comes
 * from; {@link dev.softclick.sim.pkcs11.TokenKey} is the key as the JDK's TLS uses it. {@code Cryptoki} binds the C functions one to one, {@code
 * TokenModule} calls them from one thread for each library and waits only so long, {@code TokenSession} is a token that is logged in to. {@code
 * TokenProvider} and {@code TokenSignature} are what the JDK finds them by. What goes wrong is a {@link dev.softclick.sim.pkcs11.TokenException} in
 * plain words. Function order, structures and codes are those of PKCS#11 2.40, {@code pkcs11.h}. Seen by {@code dev.softclick.sim} alone; sees the JDK.
 */
@NullMarked
package dev.softclick.sim.pkcs11;

import org.jspecify.annotations.NullMarked;
