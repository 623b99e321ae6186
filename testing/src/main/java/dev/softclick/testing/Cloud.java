package dev.softclick.testing;

import dev.softclick.testing.operator.OperatorCloud;
import dev.softclick.testing.transcript.CloudMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The cloud's side of the modem of a test: sees what it publishes, and sends to it. Topics are as the host names them, without the thing. */
public final class Cloud implements AutoCloseable {
    /** How long {@link #awaitMessage()} waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OperatorCloud operator;
    private final String thing;

    Cloud(OperatorCloud operator, String thing) {
        this.operator = operator;
        this.thing = thing;
    }

    /** Publishes to the modem: {@code publish("resolution", ...)} goes to {@code resolution/<thing>}. */
    public void publish(String topic, byte[] payload) {
        try {
            operator.publish(topic + "/" + thing, payload);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        }
    }

    /** As {@link #publish(String, byte[])}, with text as UTF-8. */
    public void publish(String topic, String payload) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next message that the modem published, in the order of arrival.
     *
     * @throws AssertionError when none comes within {@link #PATIENCE}
     */
    public CloudMessage awaitMessage() {
        return awaitMessage(PATIENCE);
    }

    /** As {@link #awaitMessage()}, with another patience. */
    public CloudMessage awaitMessage(Duration patience) {
        try {
            CloudMessage message = operator.awaitMessage(patience);
            if (message == null) {
                throw new AssertionError("the cloud has seen no message of " + thing + " within " + patience.toMillis() + " ms");
            }
            return message;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a message", interrupted);
        }
    }

    @Override
    public void close() {
        operator.close();
    }
}
