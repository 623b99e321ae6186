/**
 * The local stand-in for AWS IoT Core: an embedded MQTT broker on loopback that knows its clients by their certificates.
 *
 * <p>The tour, from the front door inwards:
 * <ul>
 *   <li>{@link dev.softclick.cloud.LocalCloud} is the front door: take a home and a port, start, close. {@link dev.softclick.cloud.RunningCloud} is the
 *       cloud of a home as another process sees it.
 *   <li>{@link dev.softclick.cloud.LocalAuthority} is the CA of a home; it hands out {@link dev.softclick.cloud.ClientCredentials}. Behind it
 *       {@code CertificateIssuer} knows X.509, {@code Pem} the text form, {@code AtomicFile} the disk, {@code HomeLock} the other processes.
 *   <li>{@code CloudAcceptor} listens, {@code TlsEntrance} reads who is there from the certificate ({@code ClientIdentity}, {@code ClientTrust}; the server's side of TLS is {@code CloudTls} and {@code ServerKey}),
 *       {@code MqttGate} refuses packets that AWS would refuse ({@code CloudRules} names the limits), {@code TopicRules} knows names.
 *   <li>{@code Broker} is Apache ActiveMQ Artemis behind all that; {@code CloudSecurity} answers its questions about topics.
 * </ul>
 *
 * <p>Sees the JDK, Netty, Artemis, Bouncy Castle and slf4j; knows no modem: names and certificates cross its border as text. What is refused is
 * told in one line each by the logger {@code dev.softclick.cloud}.
 */
@NullMarked
package dev.softclick.cloud;

import org.jspecify.annotations.NullMarked;
