package dev.softclick.testing;

import dev.softclick.link.MqttPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test method, a modem of its own that runs on a port, with the local cloud behind it. The test takes what it needs
 * as parameters: a {@link Terminal} on the port, the {@link Cloud}, the {@link RunningModem}. All are closed after the test; the cloud is one for the
 * whole JVM.
 *
 * <pre>{@code
 * @Test
 * @SoftModem
 * void publishes(Terminal terminal, Cloud cloud) {
 *     terminal.type("AT+AWSPUBOPEN=0,\"temperature\"");
 *     terminal.expect("+AWSPUBOPEN: 0,0");
 *     ...
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SoftModemExtension.class)
public @interface SoftModem {
    /** What the modem is attached to. */
    PortKind port() default PortKind.PTY;

    /** Line rate in bits a second; 0 is as fast as it can. */
    int baud() default 0;

    /** Name of the dialect: reference, verbatim or field. */
    String dialect() default "reference";

    /** Which MQTT it speaks. */
    MqttPolicy mqtt() default MqttPolicy.AUTO;

    /** Ports that a host can open. */
    enum PortKind {
        /** A pseudo terminal. */
        PTY,
        /** TCP on loopback. */
        TCP
    }
}
