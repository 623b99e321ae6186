package dev.softclick.app.run;

import ch.qos.logback.classic.spi.LogbackServiceProvider;
import dev.softclick.port.PtyPort;
import java.lang.reflect.Field;

/**
 * What a start takes long for whatever its command line says, done once for nothing on another thread while that is read; the JVM then has its classes
 * initialised, its proxies made and its calls of the C library linked. Nothing of it is kept, nobody waits for it, and without it a start is only later.
 *
 * <p>In the order in which the start comes to it. It must not ask for a logger: who asks meanwhile would get a substitute, and {@code -v} may not have
 * been read yet.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Begins; returns at once.
     *
     * @param command the class of the command that is about to be read
     */
    public static void begin(Class<?> command) {
        Thread.ofPlatform().daemon().name("softclick-rehearsal").start(() -> {
            readAnnotations(command);
            // As SLF4J does it, but for itself: another log.
            new LogbackServiceProvider().initialize();
            PtyPort.rehearse();
        });
    }

    private static void readAnnotations(Class<?> command) {
        var _ = command.getAnnotations();
        for (Field field : command.getDeclaredFields()) {
            var _ = field.getAnnotations();
        }
    }
}
